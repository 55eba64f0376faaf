package dev.midstream.trainer.reproduce.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir private Path directory;

    @Test
    void gpus_ofTheDriver_areNamed() throws Exception {
        for (String bus : new String[] {"0000:01:00.0", "0000:02:00.0"}) {
            Path gpu = Files.createDirectory(directory.resolve(bus));
            Files.writeString(
                    gpu.resolve("information"), "Model: \t\t NVIDIA H100\nIRQ:   \t\t 1\n");
        }
        assertThat(Machine.gpus(directory)).hasValue("NVIDIA H100 and NVIDIA H100");
    }

    @Test
    void gpus_noDriver_none() {
        assertThat(Machine.gpus(directory.resolve("none"))).isEmpty();
        assertThat(Machine.gpus(directory)).isEmpty();
    }

    @Test
    void description_thisMachine_namesProcessorsAndSystem() {
        assertThat(Machine.description())
                .contains(
                        ", " + Runtime.getRuntime().availableProcessors() + " processors, ",
                        System.getProperty("os.name"));
    }
}
