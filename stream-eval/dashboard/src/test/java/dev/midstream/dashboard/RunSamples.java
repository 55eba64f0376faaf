package dev.midstream.dashboard;

import dev.midstream.Run;
import dev.midstream.RunCondition;
import dev.midstream.RunDesign;
import dev.midstream.RunEnd;
import dev.midstream.RunImages;
import dev.midstream.RunLabelNoise;
import dev.midstream.RunOrder;
import dev.midstream.RunOutcome;
import dev.midstream.RunPlan;
import java.time.Instant;
import java.util.List;

/** Records of runs. */
public final class RunSamples {
    private RunSamples() {}

    /** A run of a hundred images, clean and in snow, that goes on. */
    public static Run started(String runId, Instant at) {
        return new Run(
                runId,
                new RunImages("cifar10", List.of("cat", "dog"), 100, RunOrder.SHUFFLED),
                new RunPlan(
                        List.of(new RunCondition("none", 0), new RunCondition("snow", 3)),
                        RunDesign.EVERY_CONDITION,
                        7L,
                        new RunLabelNoise("symmetric", 0.2, 7L, 19),
                        200L),
                at,
                null);
    }

    /** The same run when its user had stopped it after a minute. */
    public static Run stopped(Run run) {
        return Run.newBuilder(run)
                .setEnd(new RunEnd(run.getStartedAt().plusSeconds(60), RunOutcome.STOPPED, 150L))
                .build();
    }
}
