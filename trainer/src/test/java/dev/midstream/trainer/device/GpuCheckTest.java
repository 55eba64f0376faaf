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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flags : fpu avx2 avx512f avx512_bf16 | true",
                "flags : fpu avx2 avx512fake | false",
                "model name : avx512f | false"
            })
    void isUsable_processor_needsAvx512(String description, boolean usable) {
        assertThat(BrainFloat.isUsable("processor : 0\n" + description + "\n")).isEqualTo(usable);
    }
}
