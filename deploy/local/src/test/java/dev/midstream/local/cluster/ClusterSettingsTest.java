package dev.midstream.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterSettingsTest {
    @TempDir private Path directory;

    @Test
    void read_written_isTheSame() throws Exception {
        Path file = directory.resolve("settings.properties");
        SampleCluster.SETTINGS.write(file);

        assertThat(ClusterSettings.read(file)).isEqualTo(SampleCluster.SETTINGS);
    }

    @Test
    void read_damagedFile_saysWhatIsMissing() throws Exception {
        Path file = Files.writeString(directory.resolve("settings.properties"), "slots=1\n");

        assertThatThrownBy(() -> ClusterSettings.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("%s is damaged: port.metrics is missing", file);
    }
}
