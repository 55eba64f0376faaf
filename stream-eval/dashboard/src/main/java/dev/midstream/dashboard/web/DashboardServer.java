package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.FeedStatus;
import dev.midstream.dashboard.feed.MetricStore;
import dev.midstream.dashboard.feed.MetricView;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.staticfiles.Location;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The HTTP side: {@code /} the page, {@code /api/metrics} the figures as JSON, {@code /api/stream}
 * the same as server-sent events, {@code /healthz} whether Kafka answers.
 */
public final class DashboardServer implements AutoCloseable {
    private static final String SITE = "/dev/midstream/dashboard/site";
    private static final String JSON = "application/json";
    private static final Comparator<MetricView> ORDER =
            Comparator.comparing(MetricView::runId)
                    .thenComparing(MetricView::modelId)
                    .thenComparing(MetricView::dataset)
                    .thenComparing(MetricView::labelKind)
                    .thenComparing(MetricView::pointId)
                    .thenComparing(MetricView::corruption)
                    .thenComparing(MetricView::severity);

    private final MetricStore store;
    private final Supplier<FeedStatus> status;
    private final EventStream events;
    private final Javalin server;

    private DashboardServer(MetricStore store, Supplier<FeedStatus> status, Duration interval) {
        this.store = store;
        this.status = status;
        this.events = new EventStream(store, status, interval);
        this.server = Javalin.create(DashboardServer::configure);
        server.before(context -> SecurityHeaders.ALL.forEach(context::header));
        server.get("/api/metrics", this::metrics);
        server.before("/api/stream", DashboardServer::requireEventStream);
        server.sse("/api/stream", events::serve);
        server.get("/healthz", this::health);
    }

    /**
     * Starts a server.
     *
     * @param interval how long changes are gathered before a page is sent them
     * @throws io.javalin.util.JavalinException if the address cannot be listened on
     */
    public static DashboardServer start(
            MetricStore store,
            Supplier<FeedStatus> status,
            Duration interval,
            String host,
            int port) {
        DashboardServer server = new DashboardServer(store, status, interval);
        server.server.start(host, port);
        return server;
    }

    private static void configure(JavalinConfig config) {
        config.showJavalinBanner = false;
        config.startupWatcherEnabled = false;
        config.staticFiles.add(
                files -> {
                    files.directory = SITE;
                    files.location = Location.CLASSPATH;
                    files.headers = SecurityHeaders.forFiles();
                });
    }

    private void metrics(Context context) {
        MetricFilter filter;
        try {
            filter = MetricFilter.of(context.queryParamMap());
        } catch (IllegalArgumentException e) {
            context.status(HttpStatus.BAD_REQUEST).contentType(JSON);
            context.result(Json.write(Map.of("error", String.valueOf(e.getMessage()))));
            return;
        }
        List<MetricView> metrics =
                store.all().metrics().stream().filter(filter).sorted(ORDER).toList();
        context.contentType(JSON).result(Json.write(metrics));
    }

    // The library answers other requests with an empty page, which says nothing.
    private static void requireEventStream(Context context) {
        if (!"text/event-stream".equals(context.header("Accept"))) {
            context.status(HttpStatus.NOT_ACCEPTABLE).contentType(JSON);
            context.result(
                    Json.write(Map.of("error", "Send the header Accept: text/event-stream.")));
            context.skipRemainingHandlers();
        }
    }

    private void health(Context context) {
        FeedStatus current = status.get();
        boolean reachable = current.state() != FeedStatus.State.UNREACHABLE;
        context.status(reachable ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
        context.contentType(JSON).result(Json.write(new Health(current, store.size())));
    }

    record Health(FeedStatus feed, int metrics) {}

    /** The port listened on. */
    public int port() {
        return server.port();
    }

    /** Stops listening and ends the event streams. */
    @Override
    public void close() {
        events.close();
        server.stop();
    }
}
