package dev.midstream.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/**
 * Progress that a person or a log sees: a bar on a terminal, otherwise a line every few seconds.
 */
public interface ConsoleProgress extends Progress, AutoCloseable {
    /** Ends the line of the bar. */
    @Override
    void close();

    /**
     * Shows progress on standard error.
     *
     * @param verb what is done to images, without its ending: {@code publish}
     */
    static ConsoleProgress of(String verb) {
        return of(verb, Display.detected(), System.err);
    }

    /** Shows progress on a stream. */
    static ConsoleProgress of(String verb, Display display, PrintStream stream) {
        return display == Display.BAR ? new Bar(verb, stream) : new Lines(verb, stream);
    }

    /** A bar with speed and remaining time. */
    final class Bar implements ConsoleProgress {
        private final String verb;
        private final PrintStream stream;
        private @Nullable ProgressBar bar;

        private Bar(String verb, PrintStream stream) {
            this.verb = verb;
            this.stream = stream;
        }

        @Override
        public void started(long images) {
            bar =
                    Display.bar(inProgress(verb), stream)
                            .setInitialMax(images)
                            .setUnit(" images", 1)
                            .showSpeed()
                            .build();
        }

        @Override
        public void done(long images) {
            if (bar != null) {
                bar.stepTo(images);
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
                // Closing it twice would draw it twice.
                bar = null;
            }
        }
    }

    /** Plain lines for logs. */
    final class Lines implements ConsoleProgress {
        private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

        private final String verb;
        private final PrintStream stream;
        private long total;
        private long start;
        private long next;

        private Lines(String verb, PrintStream stream) {
            this.verb = verb;
            this.stream = stream;
        }

        @Override
        public synchronized void started(long images) {
            total = images;
            start = System.nanoTime();
            next = INTERVAL_NANOS;
            stream.printf(Locale.ROOT, "%s %,d images%n", inProgress(verb), images);
        }

        @Override
        public synchronized void done(long images) {
            long elapsed = System.nanoTime() - start;
            if (elapsed < next) {
                return;
            }
            next = elapsed + INTERVAL_NANOS;
            double rate = images / (elapsed / 1e9);
            stream.printf(
                    Locale.ROOT,
                    "%sed %,d of %,d images (%.0f %%), %,.0f images/s, %.0f s left%n",
                    stem(verb),
                    images,
                    total,
                    100.0 * images / total,
                    rate,
                    (total - images) / rate);
        }

        @Override
        public void close() {}
    }

    private static String inProgress(String verb) {
        return stem(verb) + "ing";
    }

    /** The verb without a silent e: {@code evaluate} becomes {@code evaluating}. */
    private static String stem(String verb) {
        return verb.endsWith("e") ? verb.substring(0, verb.length() - 1) : verb;
    }
}
