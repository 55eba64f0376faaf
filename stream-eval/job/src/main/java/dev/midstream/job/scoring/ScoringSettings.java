package dev.midstream.job.scoring;

import dev.midstream.engine.Batching;
import dev.midstream.evaluation.classes.ClassChoice;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.evaluation.reference.Reference;
import java.io.Serializable;

/**
 * How every model is scored, including those that are announced while the job runs.
 *
 * @param choice what is judged
 * @param reference what it is compared with
 * @param classes what is known of the classes of the images
 */
public record ScoringSettings(
        PanelChoice choice, Reference reference, Batching batching, ClassChoice classes)
        implements Serializable {}
