package dev.midstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.local.LocalSettings.StateBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSettingsTest {
    static final LocalSettings SETTINGS =
            new LocalSettings(
                    new Ports(1, 2, 3, 4, 5, 6, 7, List.of(8, 9, 10)),
                    2,
                    3,
                    1_500,
                    StateBackend.HASHMAP,
                    Map.of("heartbeat.timeout", "10 s", "state.backend.type", "forst"),
                    Optional.of(Path.of("/usr/bin/prometheus")));

    @TempDir private Path directory;

    @Test
    void read_written_isTheSame() throws Exception {
        Path file = directory.resolve("settings.properties");
        SETTINGS.write(file);

        assertThat(LocalSettings.read(file)).isEqualTo(SETTINGS);
    }

    @Test
    void read_damagedFile_saysWhatIsMissing() throws Exception {
        Path file = Files.writeString(directory.resolve("settings.properties"), "slots=1\n");

        assertThatThrownBy(() -> LocalSettings.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("%s is damaged: port.metrics is missing", file);
    }

    @Test
    void flinkConfiguration_furtherSettings_win() {
        Map<String, String> flink =
                FlinkConfiguration.of(new DataDirectory(Path.of("/data")), SETTINGS);

        assertThat(flink)
                .containsEntry("heartbeat.timeout", "10 s")
                .containsEntry("state.backend.type", "forst")
                .containsEntry("parallelism.default", "6")
                .containsEntry("rest.bind-address", "127.0.0.1")
                .containsEntry("execution.checkpointing.dir", "file:///data/checkpoints");
    }

    @Test
    void flinkMemory_answerOfFlink_isTakenApart() {
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
