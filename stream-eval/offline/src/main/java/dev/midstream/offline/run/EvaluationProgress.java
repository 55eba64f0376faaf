package dev.midstream.offline.run;

import dev.midstream.cli.terminal.Display;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** Shows how far an evaluation is: a bar on a terminal, a line every few seconds elsewhere. */
public final class EvaluationProgress implements ChunkSink {
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);

    private final long images;
    private final PrintStream output;
    private final Clock clock;
    private final Optional<ProgressBar> bar;
    private final Instant start;
    private Instant lastLine;
    private long scored;

    public EvaluationProgress(long images, PrintStream output, Clock clock) {
        this.images = images;
        this.output = output;
        this.clock = clock;
        this.start = clock.instant();
        this.lastLine = start;
        this.bar =
                Display.detected() == Display.LINES
                        ? Optional.empty()
                        : Optional.of(
                                Display.bar("evaluate", output)
                                        .setInitialMax(images)
                                        .setUnit(" images", 1)
                                        .showSpeed()
                                        .build());
    }

    @Override
    public void accept(ScoredChunk chunk) {
        scored += chunk.chunk().size();
        if (bar.isPresent()) {
            bar.get().stepTo(scored);
            return;
        }
        Instant now = clock.instant();
        if (Duration.between(lastLine, now).compareTo(LINE_INTERVAL) >= 0) {
            lastLine = now;
            double rate = scored / (Duration.between(start, now).toMillis() / 1e3);
            output.printf(
                    Locale.ROOT,
                    "evaluated %,d of %,d images, %,.0f images/s, %.0f s left%n",
                    scored,
                    images,
                    rate,
                    (images - scored) / rate);
        }
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
