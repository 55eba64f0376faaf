package dev.midstream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.broker.AccessRule;
import dev.midstream.broker.SecuredBroker;
import dev.midstream.job.kafka.UnusableTopicsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job on a broker with TLS, passwords and authorisation, with the rights that
 * docs/operations.md lists.
 */
final class SecuredJobTest {
    @Test
    void run_rightsOfTheDocumentation_suffice(@TempDir Path directory) throws Exception {
        Path page = Path.of(System.getProperty("midstream.root"), "docs/operations.md");
        List<AccessRule> rules = AccessRule.read(page);
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.PORT, 0);
        try (SecuredBroker secured = SecuredBroker.start(directory);
                MiniCluster flink =
                        new MiniCluster(
                                new MiniClusterConfiguration.Builder()
                                        .setConfiguration(configuration)
                                        .setNumTaskManagers(1)
                                        .setNumSlotsPerTaskManager(1)
                                        .build())) {
            secured.broker().createTopic("midstream.images", 1, Map.of());
            flink.start();
            Path stranger = secured.addUser("stranger", "stranger-secret", rules);
            assertThatThrownBy(
                            () ->
                                    FigureJob.submitTo(
                                            secured.bootstrapServers(),
                                            flink,
                                            "line",
                                            "--kafka-config=" + stranger))
                    .isInstanceOf(UnusableTopicsException.class);

            Path job = secured.addUser("job", "job-secret", rules);
            FigureJob.submitTo(
                    secured.bootstrapServers(),
                    flink,
                    "line",
                    "--kafka-config=" + job,
                    "--checkpoint-interval=300ms");
            FigureJob.publish(secured.broker(), "snow", "snow", "fog");
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () ->
                                    assertThat(FigureJob.committed(secured.broker()))
                                            .isEqualTo(Map.of("line snow", 2L, "line fog", 1L)));
        }
    }
}
