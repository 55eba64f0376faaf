package dev.midstream.dashboard.web;

import java.time.Duration;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Limits of what one server spends on its readers, so that no reader can exhaust it. */
final class Limits {
    private static final int THREADS_FOR_REQUESTS = 64;
    private static final int MAX_CONNECTIONS = 1_024;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private Limits() {}

    /** A thread for every event stream, and some for other requests. */
    static QueuedThreadPool threads() {
        QueuedThreadPool pool =
                new QueuedThreadPool(EventStream.MAX_READERS + THREADS_FOR_REQUESTS, 8);
        pool.setName("midstream-dashboard-http");
        pool.setDaemon(true);
        return pool;
    }

    static void apply(Server server) {
        server.addBean(new ConnectionLimit(MAX_CONNECTIONS, server));
    }

    static Connector connector(Server server, HttpConfiguration http, WebAddress address) {
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setSendServerVersion(false);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector =
                address.tls()
                        .map(
                                key -> {
                                    // The address may have no name for the certificate to match.
                                    http.addCustomizer(new SecureRequestCustomizer(false));
                                    return new ServerConnector(
                                            server,
                                            new SslConnectionFactory(
                                                    key.contextFactory(), "http/1.1"),
                                            plain);
                                })
                        .orElseGet(() -> new ServerConnector(server, plain));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(IDLE.toMillis());
        return connector;
    }
}
