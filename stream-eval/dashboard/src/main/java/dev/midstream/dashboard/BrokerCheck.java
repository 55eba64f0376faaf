package dev.midstream.dashboard;

import dev.midstream.cli.kafka.KafkaCluster;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** A question to Kafka that fails soon where a consumer would wait for ever. */
final class BrokerCheck {
    private BrokerCheck() {}

    /**
     * Returns when Kafka has answered.
     *
     * @throws DashboardException if it does not within {@code timeout}
     */
    static void requireAnswer(KafkaCluster cluster, Duration timeout) throws DashboardException {
        int millis = (int) timeout.toMillis();
        Map<String, Object> settings =
                cluster.client(
                        Map.of(
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis));
        try {
            Admin admin = Admin.create(settings);
            try {
                admin.describeCluster().nodes().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                admin.close(Duration.ZERO);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw unreachable(cluster, "no answer within %d s".formatted(timeout.toSeconds()), e);
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw unreachable(cluster, String.valueOf(cause.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(cluster, "interrupted", e);
        }
    }

    private static DashboardException unreachable(
            KafkaCluster cluster, String reason, Exception cause) {
        return new DashboardException(
                "Cannot reach Kafka at %s: %s. Start the broker, or correct --bootstrap-servers or --kafka-config."
                        .formatted(cluster.bootstrapServers(), reason),
                cause);
    }
}
