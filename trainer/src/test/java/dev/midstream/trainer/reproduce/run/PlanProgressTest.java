package dev.midstream.trainer.reproduce.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.trainer.graph.step.StepResult;
import dev.midstream.trainer.reproduce.plan.Method;
import dev.midstream.trainer.reproduce.plan.PlannedRun;
import dev.midstream.trainer.reproduce.plan.Setup;
import dev.midstream.trainer.train.RunExtent;
import dev.midstream.trainer.train.RunReport;
import dev.midstream.trainer.train.SteppedClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs of a hundred epochs of an image each. */
class PlanProgressTest {
    private static final int EPOCHS = 100;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream output = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final SteppedClock clock = new SteppedClock();

    private static PlannedRun run(String name, int epochs) {
        return new PlannedRun(
                new Setup("d", "D", Map.of(), Map.of(), List.of(0L)),
                new Method(
                        name,
                        name,
                        Map.of("epochs", Integer.toString(epochs)),
                        Map.of(),
                        List.of(0L),
                        List.of(0.0),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                0,
                0);
    }

    private String last() {
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        return lines.get(lines.size() - 1);
    }

    @Test
    void left_runsOfDifferentSizes_countsWhatEachHasLeft() {
        PlannedRun small = run("small", EPOCHS);
        PlannedRun large = run("large", 10 * EPOCHS);
        PlanProgress progress = new PlanProgress(output, clock, 2, small.work() + large.work(), 0);
        progress.begun(small);
        RunReport report = progress.of(small).begin(new RunExtent(1, EPOCHS, 1, 0), clock);
        clock.pass(Duration.ofSeconds(900));
        report.trained(EPOCHS - 1, EPOCHS, new StepResult(1, 0, 0));

        // Nine tenths of the small run took 900 s, so that its rest and the large one take 10,100.
        assertThat(last()).endsWith("; about 2:48:20 left for the plan");

        clock.pass(Duration.ofSeconds(100));
        progress.finished(small);
        assertThat(last())
                .isEqualTo(
                        "small/seed=0 is recorded, 1 of 2 runs; about 2:46:40 left for the plan");
    }

    @Test
    void left_modelIsThere_itsTrainingTookNoTimeOfThisProcess() {
        PlannedRun first = run("first", EPOCHS);
        PlannedRun second = run("second", EPOCHS);
        PlanProgress progress =
                new PlanProgress(output, clock, 2, first.work() + second.work(), 10);
        progress.begun(first);
        progress.evaluating(first);

        // As earlier runs took: a tenth of one run, and another.
        assertThat(last()).endsWith("; about 0:18:20 left for the plan");

        clock.pass(Duration.ofSeconds(100));
        progress.finished(first);
        assertThat(last()).endsWith("; about 0:16:40 left for the plan");
    }

    @Test
    void left_resumed_countsWhatIsLeft() {
        PlannedRun run = run("run", EPOCHS);
        PlanProgress progress = new PlanProgress(output, clock, 1, run.work(), 10);
        progress.begun(run);
        RunReport report = progress.of(run).begin(new RunExtent(1, EPOCHS, 1, 0), clock);
        report.resumed(EPOCHS / 2);
        assertThat(last())
                .isEqualTo(
                        "run/seed=0 goes on after 50 % of its training; about 0:09:10 left for the"
                                + " plan");
    }
}
