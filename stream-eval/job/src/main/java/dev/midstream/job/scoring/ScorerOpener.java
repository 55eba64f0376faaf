package dev.midstream.job.scoring;

import dev.midstream.engine.Scorer;
import java.io.Serializable;

/** Opens the scorer of a plan on the task manager that scores with it. */
@FunctionalInterface
public interface ScorerOpener extends Serializable {
    /**
     * Opens a scorer.
     *
     * @throws Exception if the model or the engine cannot be opened; the message says why in one
     *     line
     */
    Scorer open(ScoringPlan plan) throws Exception;
}
