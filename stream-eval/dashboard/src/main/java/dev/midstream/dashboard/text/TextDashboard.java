package dev.midstream.dashboard.text;

import dev.midstream.dashboard.feed.FeedStatus;
import dev.midstream.dashboard.feed.MetricStore;
import dev.midstream.dashboard.feed.RatedSummaries;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The table of summaries on a terminal, updating in place; elsewhere once, as plain lines. */
public final class TextDashboard {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String START_OF_LINE = "\u001b[%d;1H";
    // Without a cursor; what a narrow terminal has no room for is cut off, not wrapped.
    private static final String OTHER_SCREEN = "\u001b[?1049h\u001b[?25l\u001b[?7l";
    private static final String FIRST_SCREEN = "\u001b[?7h\u001b[?25h\u001b[?1049l";

    private final MetricStore store;
    private final List<Supplier<FeedStatus>> feeds;
    private final PointsTable table;
    private final PrintWriter out;

    /**
     * A table of what is in {@code store}.
     *
     * @param feeds what fills the store; the first is named above the table
     */
    public TextDashboard(
            MetricStore store,
            List<Supplier<FeedStatus>> feeds,
            PointsTable table,
            PrintWriter out) {
        this.store = store;
        this.feeds = List.copyOf(feeds);
        this.table = table;
        this.out = out;
    }

    private String text() {
        return table.of(RatedSummaries.of(store, key -> true), feeds.get(0).get());
    }

    /** Prints the table once all records that were there at the start are read. */
    public void printOnce(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!feeds.stream().allMatch(feed -> isSettled(feed.get())) && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        out.print(text());
        out.flush();
    }

    private static boolean isSettled(FeedStatus status) {
        return status.state() == FeedStatus.State.LIVE && status.backlog() == 0;
    }

    /** Shows the table on a terminal until the thread is interrupted or the process ends. */
    public void follow() throws InterruptedException {
        Thread restore = new Thread(() -> print(FIRST_SCREEN));
        Runtime.getRuntime().addShutdownHook(restore);
        print(OTHER_SCREEN);
        while (true) {
            print(frame());
            Thread.sleep(INTERVAL.toMillis());
        }
    }

    /**
     * The table drawn over the one before, without the flicker of an empty screen. Each line goes
     * to its place: line ends would scroll a screen that is too low for all of them.
     */
    String frame() {
        StringBuilder frame = new StringBuilder();
        List<String> lines = text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            frame.append(START_OF_LINE.formatted(i + 1)).append(lines.get(i)).append(CLEAR_LINE);
        }
        return frame.append(CLEAR_BELOW).toString();
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }
}
