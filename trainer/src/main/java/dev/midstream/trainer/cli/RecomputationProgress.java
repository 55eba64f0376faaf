package dev.midstream.trainer.cli;

import dev.midstream.cli.terminal.Display;
import dev.midstream.trainer.graph.step.StepResult;
import dev.midstream.trainer.training.EpochRecord;
import dev.midstream.trainer.training.TrainingListener;
import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** Shows the progress of batch-norm recomputation on a terminal. */
public final class RecomputationProgress implements TrainingListener, AutoCloseable {
    private final Optional<ProgressBar> bar;

    public RecomputationProgress(PrintStream output) {
        this.bar =
                Display.detected() == Display.LINES
                        ? Optional.empty()
                        : Optional.of(
                                Display.bar("batch-norm statistics", output)
                                        .setUnit(" images", 1)
                                        .showSpeed()
                                        .build());
    }

    /** Sets the total number of images that are used for the statistics of all points. */
    public void expect(long images) {
        bar.ifPresent(shown -> shown.maxHint(images));
    }

    @Override
    public void recomputed(int images) {
        bar.ifPresent(shown -> shown.stepBy(images));
    }

    @Override
    public void trained(int epoch, int images, StepResult result) {}

    @Override
    public void epochEnded(EpochRecord epoch) {}

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
