package dev.midstream.dashboard;

import dev.midstream.schemas.Topics;
import java.time.Duration;

/**
 * What a dashboard reads and where it listens.
 *
 * @param bootstrapServers Kafka's addresses, {@code host:port,host:port}
 * @param topic the metrics topic
 * @param host the address to listen on; loopback unless others shall see the page, which has no
 *     login
 * @param port the port to listen on, 0 for any free one
 * @param connectTimeout how long Kafka may take to answer at the start
 * @param updateInterval how long changes are gathered before they are sent to a page
 * @param maximumMetrics how many metric keys are kept; beyond it, those longest without a change go
 */
public record DashboardConfiguration(
        String bootstrapServers,
        String topic,
        String host,
        int port,
        Duration connectTimeout,
        Duration updateInterval,
        int maximumMetrics) {
    private static final int LARGEST_PORT = 65_535;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is not possible
     */
    public DashboardConfiguration {
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException(
                    "Invalid port: %d. Use 1 to 65535, or 0 for any free one.".formatted(port));
        }
        if (maximumMetrics < 1) {
            throw new IllegalArgumentException("Invalid number of metrics: " + maximumMetrics);
        }
        if (updateInterval.isNegative() || updateInterval.isZero()) {
            throw new IllegalArgumentException("Invalid update interval: " + updateInterval);
        }
    }

    /** A dashboard of the default topic on {@code http://127.0.0.1:8080/}. */
    public static DashboardConfiguration of(String bootstrapServers) {
        return new DashboardConfiguration(
                bootstrapServers,
                Topics.METRICS,
                "127.0.0.1",
                8080,
                Duration.ofSeconds(10),
                Duration.ofMillis(400),
                20_000);
    }

    /** The same with another topic. */
    public DashboardConfiguration withTopic(String other) {
        return new DashboardConfiguration(
                bootstrapServers,
                other,
                host,
                port,
                connectTimeout,
                updateInterval,
                maximumMetrics);
    }

    /** The same, listening elsewhere. */
    public DashboardConfiguration withAddress(String otherHost, int otherPort) {
        return new DashboardConfiguration(
                bootstrapServers,
                topic,
                otherHost,
                otherPort,
                connectTimeout,
                updateInterval,
                maximumMetrics);
    }

    /** The same, waiting another time for Kafka. */
    public DashboardConfiguration withConnectTimeout(Duration other) {
        return new DashboardConfiguration(
                bootstrapServers, topic, host, port, other, updateInterval, maximumMetrics);
    }
}
