package dev.midstream.trainer.cli;

import dev.midstream.trainer.graph.StepResult;
import dev.midstream.trainer.training.EpochRecord;
import dev.midstream.trainer.training.TrainingListener;
import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on a terminal how far the computation of batch-norm statistics is. */
public final class RecomputationProgress implements TrainingListener, AutoCloseable {
    private final Optional<ProgressBar> bar;

    public RecomputationProgress(PrintStream output) {
        this.bar =
                System.console() == null
                        ? Optional.empty()
                        : Optional.of(
                                new ProgressBarBuilder()
                                        .setTaskName("batch-norm statistics")
                                        .setUnit(" images", 1)
                                        .showSpeed()
                                        .setStyle(ProgressBarStyle.ASCII)
                                        .setConsumer(new ConsoleProgressBarConsumer(output))
                                        .build());
    }

    /** Says how many images the statistics of all points will see together. */
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
