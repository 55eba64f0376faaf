package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.FeedStatus;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.staticfiles.Location;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The HTTP side: {@code /} the page, {@code /api/v1/} the figures as JSON and as server-sent
 * events, {@code /healthz} whether Kafka answers, {@code /metrics} for Prometheus. {@code
 * /api/v1/openapi.json} describes it all.
 */
public final class DashboardServer implements AutoCloseable {
    static final String API = "/api/v1";
    private static final String STREAM = API + "/stream";
    private static final String SITE = "/dev/midstream/dashboard/site";
    private static final String JSON = "application/json";

    private final Sources sources;
    private final WebAddress address;
    private final Ticker ticker;
    private final EventStream events;
    private final Api api;
    private final Map<String, Handler> routes;
    private final Javalin server;

    private DashboardServer(Sources sources, WebAddress address, Duration interval, Clock clock) {
        this.sources = sources;
        this.address = address;
        this.api = new Api(sources, this::viewers, clock);
        this.ticker = Ticker.start(sources, api::status, interval);
        this.events = new EventStream(sources, ticker);
        this.server = Javalin.create(this::configure);
        server.before(context -> SecurityHeaders.ALL.forEach(context::header));
        server.before(new Access(address)::check);
        this.routes = routes();
        routes.forEach(server::get);
        server.before(STREAM, DashboardServer::requireEventStream);
        server.sse(STREAM, events::serve);
        server.exception(IllegalArgumentException.class, DashboardServer::refuse);
    }

    // The ticker asks before there are events.
    @SuppressWarnings("ConstantConditions")
    private int viewers() {
        return events == null ? 0 : events.readers();
    }

    /**
     * Starts a server.
     *
     * @param interval how long changes are gathered before a page is sent them
     * @throws io.javalin.util.JavalinException if the address cannot be listened on
     */
    public static DashboardServer start(
            Sources sources, WebAddress address, Duration interval, Clock clock) {
        DashboardServer server = new DashboardServer(sources, address, interval, clock);
        try {
            server.server.start();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private void configure(JavalinConfig config) {
        config.showJavalinBanner = false;
        config.startupWatcherEnabled = false;
        config.jetty.threadPool = Limits.threads();
        config.jetty.modifyServer(Limits::apply);
        config.jetty.addConnector((jetty, http) -> Limits.connector(jetty, http, address));
        config.http.maxRequestSize = 0;
        config.staticFiles.add(
                files -> {
                    files.directory = SITE;
                    files.location = Location.CLASSPATH;
                    files.headers = SecurityHeaders.forFiles();
                });
    }

    private Map<String, Handler> routes() {
        Map<String, Handler> routes = new TreeMap<>();
        api.answers().forEach((path, answer) -> routes.put(API + path, json(answer)));
        routes.put(API + "/openapi.json", DashboardServer::openApi);
        routes.put("/healthz", this::health);
        routes.put("/metrics", new Exposition(sources, events)::answer);
        return routes;
    }

    private static Handler json(Function<Context, Object> answer) {
        return context -> context.contentType(JSON).result(Json.write(answer.apply(context)));
    }

    private static void openApi(Context context) {
        context.contentType(JSON).result(DashboardServer.class.getResourceAsStream("openapi.json"));
    }

    private static void refuse(IllegalArgumentException failure, Context context) {
        Problem.answer(context, HttpStatus.BAD_REQUEST, String.valueOf(failure.getMessage()));
    }

    // The library answers other requests with an empty page, which says nothing.
    private static void requireEventStream(Context context) {
        if (!"text/event-stream".equals(context.header("Accept"))) {
            Problem.answer(
                    context,
                    HttpStatus.NOT_ACCEPTABLE,
                    "Send the header Accept: text/event-stream.");
            context.skipRemainingHandlers();
            return;
        }
        // Said before the stream begins, while the answer still has a status.
        Filter.ofMetrics(context.queryParamMap());
    }

    private void health(Context context) {
        FeedStatus current = sources.metricsFeed().get();
        context.status(current.state().answers() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
        context.contentType(JSON)
                .result(Json.write(new Health(current.state(), sources.metrics().size())));
    }

    record Health(FeedStatus.State state, int metrics) {}

    /** Where the page is. */
    public URI uri() {
        return address.uri(server.port());
    }

    /** Paths that are answered, beside the page's own files. */
    public Set<String> paths() {
        Set<String> paths = new TreeSet<>(routes.keySet());
        paths.add(STREAM);
        return paths;
    }

    /** Stops listening and ends the event streams. */
    @Override
    public void close() {
        events.close();
        ticker.close();
        server.stop();
    }
}
