package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.MetricChanges;
import dev.midstream.dashboard.feed.MetricStore;
import dev.midstream.dashboard.view.MetricView;
import dev.midstream.dashboard.web.Ticker.Tick;
import io.javalin.http.sse.SseClient;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events: {@code snapshot} (all metrics and summaries) first, then {@code update} (the
 * changed ones) and {@code status}.
 *
 * <p>Every reader has a thread and only a number of the store's state, no queue. One that reads
 * slowly blocks its own thread, misses intermediate states and gets the latest when it is ready.
 */
final class EventStream implements AutoCloseable {
    /** Readers served at once. */
    static final int MAX_READERS = 256;

    private record Snapshot(long version, String json) {}

    private final Sources sources;
    private final MetricStore store;
    private final Ticker ticker;
    private final Semaphore places = new Semaphore(MAX_READERS);
    private @Nullable Snapshot shared;
    private volatile boolean closed;

    EventStream(Sources sources, Ticker ticker) {
        this.sources = sources;
        this.store = sources.metrics();
        this.ticker = ticker;
    }

    /** Readers served now. */
    int readers() {
        return MAX_READERS - places.availablePermits();
    }

    /** Serves one reader on the calling thread until it or the stream is closed. */
    void serve(SseClient client) {
        if (!places.tryAcquire()) {
            client.sendEvent("full", "{}");
            client.close();
            return;
        }
        try {
            Filter<MetricView> filter = Filter.ofMetrics(client.ctx().queryParamMap());
            if (filter.isEmpty()) {
                sendAll(client);
            } else {
                sendChosen(client, filter);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
            client.close();
        }
    }

    private boolean goesOn(SseClient client) {
        return !closed && !client.terminated();
    }

    private void sendAll(SseClient client) throws InterruptedException {
        Tick tick = ticker.latest();
        client.sendEvent("status", tick.status());
        Snapshot snapshot = snapshot();
        client.sendEvent("snapshot", snapshot.json());
        long known = snapshot.version();
        while (goesOn(client)) {
            tick = ticker.after(tick.number());
            String event = tick.event();
            if (tick.to() > known && tick.from() <= known && event != null) {
                client.sendEvent(event, tick.figures());
                known = tick.to();
            } else if (tick.to() > known) {
                // It missed a tick: the changes since what it knows are for it alone.
                MetricChanges changes = store.since(known);
                client.sendEvent(Ticker.eventOf(changes), Json.write(Figures.of(changes, sources)));
                known = changes.version();
            }
            client.sendEvent("status", tick.status());
        }
    }

    private void sendChosen(SseClient client, Filter<MetricView> filter)
            throws InterruptedException {
        Tick tick = ticker.latest();
        client.sendEvent("status", tick.status());
        long known = -1;
        while (goesOn(client)) {
            MetricChanges changes = known < 0 ? store.all() : store.since(known);
            known = changes.version();
            Figures chosen =
                    Figures.of(
                            changes.metrics().stream().filter(filter).toList(),
                            changes.summaries().stream()
                                    .filter(summary -> filter.mayHold(summary.key()))
                                    .toList(),
                            sources);
            if (changes.kind() == MetricChanges.Kind.SNAPSHOT || !chosen.isEmpty()) {
                client.sendEvent(Ticker.eventOf(changes), Json.write(chosen));
            }
            tick = ticker.after(tick.number());
            client.sendEvent("status", tick.status());
        }
    }

    /** Written once for all readers that come before the next tick. */
    private synchronized Snapshot snapshot() {
        Snapshot present = shared;
        if (present == null || present.version() < ticker.latest().to()) {
            MetricChanges all = store.all();
            present = new Snapshot(all.version(), Json.write(Figures.of(all, sources)));
            shared = present;
        }
        return present;
    }

    /** Ends all readers within the heartbeat's time. */
    @Override
    public void close() {
        closed = true;
    }
}
