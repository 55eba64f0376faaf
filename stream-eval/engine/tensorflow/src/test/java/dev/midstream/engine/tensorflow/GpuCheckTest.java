package dev.midstream.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GpuCheckTest {
    @Test
    void missing_someLibraries_namesThoseThatCannotBeOpened() {
        assertThat(GpuCheck.missing(List.of("libc.so.6", "libnosuch.so.12", "libm.so.6")))
                .containsExactly("libnosuch.so.12");
    }

    @Test
    void obstacle_libraryMissing_isNamed() {
        assertThat(GpuCheck.ofGpuBuild(List.of("libcudnn.so.8")).cause())
                .isEqualTo("TensorFlow cannot open libcudnn.so.8");
        assertThat(GpuCheck.ofGpuBuild(List.of()).remedy()).isEqualTo("see what nvidia-smi says");
        assertThat(GpuCheck.ofCpuBuild(List.of("libcuda.so.1")).remedy())
                .isEqualTo(
                        "build it with mvn -Pcuda and install what is missing here, libcuda.so.1");
    }
}
