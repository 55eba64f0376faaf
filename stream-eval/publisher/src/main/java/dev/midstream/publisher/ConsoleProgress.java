package dev.midstream.publisher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress for people: a bar on a terminal, else a line every few seconds. */
public interface ConsoleProgress extends PublishProgress, AutoCloseable {

    /** Finishes the bar's line. */
    @Override
    void close();

    /**
     * Chooses by whether this process has a terminal.
     *
     * @param verb what is done to images, without its ending: {@code publish}
     */
    @SuppressWarnings("SystemConsoleNull")
    static ConsoleProgress on(PrintStream stream, String verb) {
        return System.console() == null ? new Lines(stream, verb) : new Bar(stream, verb);
    }

    /** A bar with rate and remaining time. */
    final class Bar implements ConsoleProgress {

        private final PrintStream stream;
        private final String verb;
        private @Nullable ProgressBar bar;

        Bar(PrintStream stream, String verb) {
            this.stream = stream;
            this.verb = verb;
        }

        @Override
        public void started(long records) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName(verb + "ing")
                            .setInitialMax(records)
                            .setUnit(" images", 1)
                            .showSpeed()
                            .setStyle(ProgressBarStyle.ASCII)
                            .setConsumer(new ConsoleProgressBarConsumer(stream))
                            .build();
        }

        @Override
        public void acknowledged(long records) {
            if (bar != null) {
                bar.stepTo(records);
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
                // Closing it again would draw it again.
                bar = null;
            }
        }
    }

    /** Plain lines for logs. */
    final class Lines implements ConsoleProgress {

        private static final long INTERVAL = Duration.ofSeconds(5).toNanos();

        private final PrintStream stream;
        private final String verb;
        private long total;
        private long start;
        private long next;

        Lines(PrintStream stream, String verb) {
            this.stream = stream;
            this.verb = verb;
        }

        @Override
        public synchronized void started(long records) {
            total = records;
            start = System.nanoTime();
            next = INTERVAL;
            stream.printf(Locale.ROOT, "%sing %,d images%n", verb, records);
        }

        @Override
        public synchronized void acknowledged(long records) {
            long elapsed = System.nanoTime() - start;
            if (elapsed < next) {
                return;
            }
            next = elapsed + INTERVAL;
            double rate = records / (elapsed / 1e9);
            stream.printf(
                    Locale.ROOT,
                    "%sed %,d of %,d images (%.0f %%), %,.0f images/s, %.0f s left%n",
                    verb,
                    records,
                    total,
                    100.0 * records / total,
                    rate,
                    (total - records) / rate);
        }

        @Override
        public void close() {}
    }
}
