package dev.midstream.dashboard;

import dev.midstream.dashboard.feed.MetricStore;
import dev.midstream.dashboard.feed.MetricsFeed;
import dev.midstream.dashboard.web.DashboardServer;
import io.javalin.util.JavalinException;
import java.net.URI;
import java.time.Clock;

/**
 * A running dashboard: it reads the metrics topic from its beginning and shows the latest figures
 * on a web page that follows the stream.
 */
public final class Dashboard implements AutoCloseable {
    private final MetricsFeed feed;
    private final DashboardServer server;
    private final URI address;

    private Dashboard(MetricsFeed feed, DashboardServer server, String host) {
        this.feed = feed;
        this.server = server;
        this.address = address(host, server.port());
    }

    /**
     * Starts a dashboard and returns when its page can be opened.
     *
     * @throws DashboardException if Kafka does not answer in time or the address is taken
     */
    public static Dashboard start(DashboardConfiguration configuration) throws DashboardException {
        BrokerCheck.requireAnswer(configuration.bootstrapServers(), configuration.connectTimeout());
        MetricStore store = new MetricStore(configuration.maximumMetrics());
        MetricsFeed feed =
                MetricsFeed.start(
                        configuration.bootstrapServers(),
                        configuration.topic(),
                        store,
                        Clock.systemUTC());
        try {
            DashboardServer server =
                    DashboardServer.start(
                            store,
                            feed::status,
                            configuration.updateInterval(),
                            configuration.host(),
                            configuration.port());
            return new Dashboard(feed, server, configuration.host());
        } catch (JavalinException e) {
            feed.close();
            throw new DashboardException(
                    "Cannot listen on %s:%d: %s. Choose another --host or --port (0 = any free)."
                            .formatted(configuration.host(), configuration.port(), reason(e)),
                    e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    private static URI address(String host, int port) {
        // An IPv6 address needs brackets; the wildcard is no place to go to.
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String reachable = name.equals("0.0.0.0") || name.equals("[::]") ? "localhost" : name;
        return URI.create("http://" + reachable + ":" + port + "/");
    }

    /** Where the page is. */
    public URI address() {
        return address;
    }

    /** Stops the page and the reading of the topic. */
    @Override
    public void close() {
        server.close();
        feed.close();
    }
}
