package dev.midstream.local.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.SampleCluster;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlinkConfigurationTest {
    @Test
    void of_furtherSettings_overrideOthers() {
        Map<String, String> flink =
                FlinkConfiguration.of(new DataDirectory(Path.of("/data")), SampleCluster.SETTINGS);

        assertThat(flink)
                .containsEntry("heartbeat.timeout", "10 s")
                .containsEntry("state.backend.type", "forst")
                .containsEntry("parallelism.default", "6")
                .containsEntry("rest.bind-address", "127.0.0.1")
                .containsEntry("execution.checkpointing.dir", "file:///data/checkpoints");
    }

    @Test
    void parse_outputOfLauncher_isSplitIntoArguments() {
        FlinkMemory memory =
                FlinkMemory.parse(
                        """
                        Some warning
                        BASH_JAVA_UTILS_EXEC_RESULT:-Xmx1g -Xms1g
                        BASH_JAVA_UTILS_EXEC_RESULT:-D taskmanager.cpu.cores=2.0 -D a=b
                        """);

        assertThat(memory.jvm()).containsExactly("-Xmx1g", "-Xms1g");
        assertThat(memory.program())
                .containsExactly("-D", "taskmanager.cpu.cores=2.0", "-D", "a=b");
    }
}
