package dev.midstream.local.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.SampleCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingTest {
    @TempDir private Path directory;

    @Test
    void write_cluster_sendsLogsToTheFileOfTheService() throws Exception {
        DataDirectory data = new DataDirectory(directory.resolve("data"));
        data.create(SampleCluster.SETTINGS);

        Logging.write(data);

        assertThat(Logging.file(data)).content().contains("${sys:log.file}");
    }
}
