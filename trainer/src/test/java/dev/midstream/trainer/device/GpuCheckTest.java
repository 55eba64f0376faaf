package dev.midstream.trainer.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flags : fpu avx2 avx512_bf16 amx_bf16 | true",
                "flags : fpu avx2 avx512_bf16 | false",
                "model name : amx_bf16 | false"
            })
    void isFast_processor_needsItsInstructions(String description, boolean fast) {
        assertThat(BrainFloat.isFast("processor : 0\n" + description + "\n")).isEqualTo(fast);
    }
}
