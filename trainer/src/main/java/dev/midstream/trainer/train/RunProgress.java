package dev.midstream.trainer.train;

import dev.midstream.cli.terminal.Display;
import dev.midstream.trainer.graph.step.StepResult;
import dev.midstream.trainer.training.EpochRecord;
import dev.midstream.trainer.training.HeldOutRecord;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/**
 * Shows the progress of a training run: a bar on a terminal, a line every few seconds elsewhere.
 * Both give the speed, the loss, and the time left for the whole run, batch-norm recomputation
 * included.
 */
final class RunProgress implements RunReport {
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);

    private final RunExtent extent;
    private final PrintStream output;
    private final Clock clock;
    private final Instant start;
    private final Optional<ProgressBar> bar;
    private Instant lastLine;
    private Instant epochStart;
    private long work;
    private long resumedWork;
    private long epochImages;
    private long untimedImages;
    private double epochLoss;

    /** Starts. */
    RunProgress(RunExtent extent, Display display, PrintStream output, Clock clock) {
        this.extent = extent;
        this.output = output;
        this.clock = clock;
        this.start = clock.instant();
        this.lastLine = start;
        this.epochStart = start;
        this.bar =
                display == Display.BAR
                        ? Optional.of(
                                Display.bar("train", output)
                                        .setInitialMax(extent.work())
                                        .hideEta()
                                        .build())
                        : Optional.empty();
    }

    @Override
    public void trained(int epoch, int images, StepResult result) {
        Instant now = clock.instant();
        if (epochImages == 0) {
            // The clock starts after the first step, whose beginning is not known.
            epochStart = now;
            untimedImages = images;
            epochLoss = 0;
        }
        epochImages += images;
        epochLoss += (double) result.loss() * images;
        String message =
                String.format(
                        Locale.ROOT,
                        "epoch %d/%d, %sloss %.4f",
                        epoch + 1,
                        extent.epochs(),
                        speed(now),
                        epochLoss / epochImages);
        advance(RunExtent.TRAINING_WORK * images, message, now);
    }

    private String speed(Instant now) {
        double seconds = seconds(epochStart, now);
        return seconds > 0
                ? String.format(
                        Locale.ROOT, "%,.0f images/s, ", (epochImages - untimedImages) / seconds)
                : "";
    }

    @Override
    public void resumed(long images) {
        resumedWork = RunExtent.TRAINING_WORK * images;
        advance(resumedWork, "resumed", clock.instant());
        if (bar.isEmpty()) {
            output.printf(
                    Locale.ROOT, "Resumed after %d %% of the run.%n", 100 * work / extent.work());
        }
    }

    @Override
    public void measured(HeldOutRecord measured) {
        if (bar.isEmpty()) {
            output.printf(
                    Locale.ROOT,
                    "held out: loss %.4f, accuracy %.2f %%%n",
                    measured.loss(),
                    100 * measured.accuracy());
        }
    }

    @Override
    public void epochEnded(EpochRecord epoch) {
        epochImages = 0;
        if (bar.isEmpty()) {
            String network =
                    extent.members() == 1
                            ? ""
                            : "network " + (epoch.member() + 1) + "/" + extent.members() + ", ";
            output.printf(
                    Locale.ROOT,
                    "%sepoch %d/%d took %.1f s: loss %.4f, accuracy %.2f %%, learning rate %.4g%n",
                    network,
                    epoch.epoch(),
                    extent.epochs(),
                    epoch.seconds(),
                    epoch.loss(),
                    100 * epoch.accuracy(),
                    epoch.learningRate());
            lastLine = clock.instant();
        }
    }

    @Override
    public void recomputed(int images) {
        advance(images, "batch-norm statistics", clock.instant());
    }

    private void advance(long more, String message, Instant now) {
        work += more;
        double speed = Math.max(1, work - resumedWork) / Math.max(1e-3, seconds(start, now));
        double left = (extent.work() - work) / speed;
        String timeLeft = clockTime(left) + " left";
        if (bar.isPresent()) {
            bar.get().stepBy(more);
            // A narrow terminal truncates the end.
            bar.get().setExtraMessage(" " + timeLeft + ", " + message);
        } else if (Duration.between(lastLine, now).compareTo(LINE_INTERVAL) >= 0) {
            output.printf(
                    Locale.ROOT, "%3d %%: %s, %s%n", 100 * work / extent.work(), message, timeLeft);
            lastLine = now;
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private static String clockTime(double seconds) {
        long whole = Math.round(seconds);
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
