package dev.midstream.embedded;

import dev.midstream.cli.terminal.Progress;
import java.io.PrintWriter;

/** Prints a line each time another tenth of a publishing run is acknowledged. */
final class PublishLines implements Progress {
    private static final int STEPS = 10;

    private final PrintWriter out;
    private long total;
    private int printed;

    PublishLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void started(long records) {
        total = records;
        printed = 0;
    }

    @Override
    public synchronized void done(long records) {
        int step = (int) (STEPS * records / Math.max(1, total));
        if (step > printed) {
            printed = step;
            out.printf("  %,d of %,d images acknowledged%n", records, total);
            out.flush();
        }
    }
}
