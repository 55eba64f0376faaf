package dev.midstream.job.scoring;

import dev.midstream.engine.Batching;
import dev.midstream.evaluation.record.Reference;
import java.io.Serializable;
import java.util.List;

/**
 * How every model is scored, those included that are announced while the job runs.
 *
 * @param points the names given with {@code --points}
 */
public record ScoringSettings(
        List<String> points, EnsembleChoice ensemble, Reference reference, Batching batching)
        implements Serializable {
    /** When the ensemble of the points is judged. */
    public enum EnsembleChoice {
        ALWAYS,
        NEVER,
        IF_SEVERAL_POINTS
    }
}
