package dev.midstream.job.scoring;

import dev.midstream.evaluation.record.Reference;
import java.io.Serializable;
import java.util.List;

/**
 * How every model is scored, those included that are announced while the job runs.
 *
 * @param points the names given with {@code --points}
 * @param intraOpThreads TensorFlow threads an operation
 */
public record ScoringSettings(
        List<String> points,
        EnsembleChoice ensemble,
        Reference reference,
        int batchSize,
        int intraOpThreads)
        implements Serializable {
    /** When the ensemble of the points is judged. */
    public enum EnsembleChoice {
        ALWAYS,
        NEVER,
        IF_SEVERAL_POINTS
    }
}
