package dev.midstream.job.scoring;

import dev.midstream.job.intake.ModelLocations;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the scoring operator is made with.
 *
 * @param plans for the models to begin with
 * @param settings for models that are added
 * @param locations where models may lie that are added
 * @param linger how long an image waits for its batch to fill
 * @param maxDeadLetterBytes the size of the largest message that the dead-letter topic takes
 * @param job names the job where several report to one topic
 * @param rememberedImages how many images are remembered, so that their copies do not count; 0 if
 *     every record counts
 */
public record ScoringSetup(
        List<ScoringPlan> plans,
        ScoringSettings settings,
        ModelLocations locations,
        Duration linger,
        int maxDeadLetterBytes,
        String job,
        long rememberedImages,
        ScorerOpener opener)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Copies the plans. */
    public ScoringSetup {
        plans = new ArrayList<>(plans);
    }
}
