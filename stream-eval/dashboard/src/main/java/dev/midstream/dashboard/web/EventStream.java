package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.FeedStatus;
import dev.midstream.dashboard.feed.MetricChanges;
import dev.midstream.dashboard.feed.MetricStore;
import dev.midstream.dashboard.feed.MetricView;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Server-sent events: {@code snapshot} (status and all metrics) first, then {@code update} (changed
 * metrics) and {@code status}.
 *
 * <p>Every reader has a thread and only a number of the store's state, no queue. One that reads
 * slowly blocks its own thread, misses intermediate states and gets the latest when it is ready.
 */
final class EventStream {
    private static final int MOST_READERS = 64;
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    record Snapshot(FeedStatus status, List<MetricView> metrics) {}

    private final MetricStore store;
    private final Supplier<FeedStatus> status;
    private final Duration interval;
    private final Semaphore places = new Semaphore(MOST_READERS);
    private volatile boolean closed;

    EventStream(MetricStore store, Supplier<FeedStatus> status, Duration interval) {
        this.store = store;
        this.status = status;
        this.interval = interval;
    }

    /** Serves one reader on the calling thread until it or the stream is closed. */
    void serve(SseClient client) {
        if (!places.tryAcquire()) {
            client.sendEvent("full", "{}");
            client.close();
            return;
        }
        try {
            send(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
            client.close();
        }
    }

    private void send(SseClient client) throws InterruptedException {
        FeedStatus sent = status.get();
        MetricChanges changes = store.all();
        client.sendEvent("snapshot", Json.write(new Snapshot(sent, changes.metrics())));
        while (!closed && !client.terminated()) {
            Thread.sleep(interval.toMillis());
            store.awaitAfter(changes.version(), HEARTBEAT);
            changes = store.since(changes.version());
            FeedStatus current = status.get();
            if (changes.kind() == MetricChanges.Kind.SNAPSHOT) {
                client.sendEvent("snapshot", Json.write(new Snapshot(current, changes.metrics())));
            } else if (!changes.metrics().isEmpty()) {
                client.sendEvent("update", Json.write(changes.metrics()));
            }
            if (!current.equals(sent)) {
                client.sendEvent("status", Json.write(current));
            } else if (changes.metrics().isEmpty()) {
                // Finds out whether the reader is still there.
                client.sendComment("alive");
            }
            sent = current;
        }
    }

    /** Ends all readers within the heartbeat's time. */
    void close() {
        closed = true;
    }
}
