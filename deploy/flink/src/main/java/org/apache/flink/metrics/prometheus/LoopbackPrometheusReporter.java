package org.apache.flink.metrics.prometheus;

import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Flink's own Prometheus reporter, but reachable from this machine alone.
 *
 * <p>The original listens on every network interface and has no setting for it. This class lies in
 * its package because the registry of its metrics is visible there only.
 */
public final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {
    private final HTTPServer server;

    /** Serves the metrics of this process at {@code http://127.0.0.1:port/metrics}. */
    public LoopbackPrometheusReporter(int port) throws IOException {
        server =
                new HTTPServer(
                        new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), registry);
    }

    @Override
    public void close() {
        server.stop();
        super.close();
    }
}
