package dev.midstream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.engine.fixture.ToyModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessorGatewayTest {
    private final ProcessorGateway gateway =
            new ProcessorGateway(
                    ProcessorGatewayTest.class.getClassLoader(),
                    ProcessorGatewayTest.class.getClassLoader());

    @Test
    void apply_modelWhoseEngineHasNoGpu_cpu(@TempDir Path directory) throws Exception {
        ToyModel.write(
                directory, List.of("cat", "dog"), 1, List.of("0 1", "2 3", "4 5", "6 7", "8 9"));
        assertThat(gateway.apply(List.of(directory.toString()))).isEqualTo("CPU");
    }

    @Test
    void apply_noModel_failsWithTypesOfTheJdk(@TempDir Path directory) {
        assertThatThrownBy(() -> gateway.apply(List.of(directory.toString())))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Cannot read model " + directory);
    }
}
