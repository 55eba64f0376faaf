package dev.midstream.local.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.SampleCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggingTest {
    @TempDir private Path directory;

    @Test
    void write_cluster_sendsLogsToTheFileOfTheService() throws Exception {
        DataDirectory data = new DataDirectory(directory.resolve("data"));
        data.create(SampleCluster.SETTINGS);

        Logging.write(data);

        assertThat(Logging.file(data)).content().contains("${sys:log.file}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/local/src/main/resources/dev/midstream/local/configuration/service-log4j2.properties",
                "deploy/kubernetes/base/flink-deployment.yaml"
            })
    void configurations_allThatAreOurs_leaveOutTheLinesOfEachCheckpoint(String file)
            throws Exception {
        Path root = Path.of(System.getProperty("midstream.root"));
        List<String> quiet =
                Files.readAllLines(root.resolve("deploy/flink/log4j-quiet.properties")).stream()
                        .filter(line -> line.startsWith("logger."))
                        .toList();

        assertThat(quiet).isNotEmpty();
        assertThat(Files.readAllLines(root.resolve(file)))
                .extracting(String::strip)
                .containsSubsequence(quiet);
    }
}
