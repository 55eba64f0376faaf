package dev.midstream.job.scoring;

import dev.midstream.engine.Batching;
import dev.midstream.engine.PrecisionRule;
import dev.midstream.evaluation.classes.ClassChoice;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.evaluation.reference.Reference;
import java.io.Serializable;

/**
 * How every model is scored, including those that are announced while the job runs.
 *
 * @param choice what is judged
 * @param reference what it is compared with
 * @param batching how engines run models, beside their precision
 * @param classes what is known of the classes of the images
 * @param precision of each model
 */
public record ScoringSettings(
        PanelChoice choice,
        Reference reference,
        Batching batching,
        ClassChoice classes,
        PrecisionRule precision)
        implements Serializable {
    /** In float32. */
    public ScoringSettings(
            PanelChoice choice, Reference reference, Batching batching, ClassChoice classes) {
        this(choice, reference, batching, classes, PrecisionRule.FLOAT32);
    }

    /** The same, but something else is judged. */
    ScoringSettings judging(PanelChoice other) {
        return new ScoringSettings(other, reference, batching, classes, precision);
    }
}
