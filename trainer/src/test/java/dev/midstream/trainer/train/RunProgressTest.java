package dev.midstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.cli.terminal.Display;
import dev.midstream.trainer.graph.step.StepResult;
import dev.midstream.trainer.training.EpochRecord;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The lines of a run whose steps of 20 images take 4 seconds each, 8 of them to an epoch. */
class RunProgressTest {
    private static final StepResult RESULT = new StepResult(0.5f, 0, 5);

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final SteppedClock clock = new SteppedClock();

    private RunProgress progress() {
        return new RunProgress(
                new RunExtent(1, 2, 160, 0),
                Display.LINES,
                new PrintStream(output, true, StandardCharsets.UTF_8),
                clock);
    }

    private void steps(RunProgress progress, int epoch, int count) {
        for (int i = 0; i < count; i++) {
            clock.pass(Duration.ofSeconds(4));
            progress.trained(epoch, 20, RESULT);
        }
    }

    private String lines() {
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void trained_everyTenSeconds_shareSpeedLossAndTimeLeft() {
        try (RunProgress progress = progress()) {
            steps(progress, 0, 3);
            assertThat(lines())
                    .isEqualTo(" 18 %: epoch 1/2, 5 images/s, loss 0.5000, 0:00:52 left\n");
        }
    }

    /** The graph is built before the first step, which says nothing about the speed of others. */
    @Test
    void trained_firstStep_noSpeed() {
        try (RunProgress progress = progress()) {
            clock.pass(Duration.ofSeconds(20));
            progress.trained(0, 20, RESULT);
            assertThat(lines()).isEqualTo("  6 %: epoch 1/2, loss 0.5000, 0:05:00 left\n");
        }
    }

    @Test
    void resumed_halfOfTheRun_timeLeftCountsWhatWasDoneSince() {
        try (RunProgress progress = progress()) {
            progress.resumed(160);
            assertThat(lines()).isEqualTo("Resumed after 50 % of the run.\n");
            output.reset();
            steps(progress, 1, 4);
            assertThat(lines())
                    .startsWith(" 68 %: epoch 2/2, 5 images/s, ")
                    .endsWith("0:00:20 left\n");
        }
    }

    @Test
    void epochEnded_aLine() {
        try (RunProgress progress = progress()) {
            progress.epochEnded(new EpochRecord(0, 1, 0.1, 0.25, 0.9, 3.2, 0, 0));
            assertThat(lines())
                    .isEqualTo(
                            "epoch 1/2 took 3.2 s: loss 0.2500, accuracy 90.00 %, learning rate"
                                    + " 0.1000\n");
        }
    }
}
