package dev.midstream.dashboard;

import dev.midstream.dashboard.web.WebAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What a dashboard reads and where it listens.
 *
 * @param kafka where the figures are
 * @param web where the page is, and who may see it
 * @param flinkUrl of Flink's REST interface, for the state of checkpoints
 * @param connectTimeout how long Kafka may take to answer at the start
 * @param updateInterval how long changes are gathered before they are sent to a page
 * @param maximumMetrics how many metric keys are kept; beyond it, those longest without a change go
 * @param note a line for the reader at the top of the page
 */
public record DashboardConfiguration(
        KafkaSource kafka,
        WebAddress web,
        Optional<URI> flinkUrl,
        Duration connectTimeout,
        Duration updateInterval,
        int maximumMetrics,
        Optional<String> note) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is not possible
     */
    public DashboardConfiguration {
        if (maximumMetrics < 1) {
            throw new IllegalArgumentException("Invalid number of metrics: " + maximumMetrics);
        }
        if (updateInterval.isNegative() || updateInterval.isZero()) {
            throw new IllegalArgumentException("Invalid update interval: " + updateInterval);
        }
    }

    /** A dashboard of the default topics on {@code http://127.0.0.1:8080/}. */
    public static DashboardConfiguration of(String bootstrapServers) {
        return new DashboardConfiguration(
                KafkaSource.of(bootstrapServers),
                WebAddress.of("127.0.0.1", 8080),
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofMillis(400),
                20_000,
                Optional.empty());
    }

    /** The same, reading other topics or another job. */
    public DashboardConfiguration withKafka(KafkaSource other) {
        return new DashboardConfiguration(
                other, web, flinkUrl, connectTimeout, updateInterval, maximumMetrics, note);
    }

    /** The same, listening elsewhere, on this machine only. */
    public DashboardConfiguration withAddress(String host, int port) {
        return withWeb(WebAddress.of(host, port));
    }

    /** The same, listening elsewhere. */
    public DashboardConfiguration withWeb(WebAddress other) {
        return new DashboardConfiguration(
                kafka, other, flinkUrl, connectTimeout, updateInterval, maximumMetrics, note);
    }

    /** The same, asking Flink about the job. */
    public DashboardConfiguration withFlinkUrl(URI other) {
        return new DashboardConfiguration(
                kafka,
                web,
                Optional.of(other),
                connectTimeout,
                updateInterval,
                maximumMetrics,
                note);
    }

    /** The same, waiting another time for Kafka. */
    public DashboardConfiguration withConnectTimeout(Duration other) {
        return new DashboardConfiguration(
                kafka, web, flinkUrl, other, updateInterval, maximumMetrics, note);
    }

    /** The same with a line for the reader at the top of the page. */
    public DashboardConfiguration withNote(String other) {
        return new DashboardConfiguration(
                kafka,
                web,
                flinkUrl,
                connectTimeout,
                updateInterval,
                maximumMetrics,
                Optional.of(other));
    }
}
