package dev.midstream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Bfloat16SettingsTest {
    @Test
    void obstacle_nothingSet_none() {
        assertThat(Bfloat16Settings.obstacle(Map.of("PATH", "0"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "false", "no", ""})
    void obstacle_onednnThatIsNotOn_namesTheVariable(String value) {
        assertThat(Bfloat16Settings.obstacle(Map.of("TF_ENABLE_ONEDNN_OPTS", value)))
                .contains(
                        "TF_ENABLE_ONEDNN_OPTS="
                                + value
                                + " in the environment turns bf16 off, and figures would be those"
                                + " of float32. Unset it, or use --precision float32");
    }

    @ParameterizedTest
    @CsvSource({
        "ONEDNN_MAX_CPU_ISA, AVX2",
        "ONEDNN_MAX_CPU_ISA, avx512_core",
        "DNNL_MAX_CPU_ISA, AVX512_CORE_VNNI"
    })
    void obstacle_instructionsWithoutBfloat16_namesTheVariable(String name, String value) {
        assertThat(Bfloat16Settings.obstacle(Map.of(name, value)))
                .contains(
                        "%s=%s in the environment leaves no instructions for bf16. Unset it, or use --precision float32"
                                .formatted(name, value));
    }

    @ParameterizedTest
    @CsvSource({
        "TF_ENABLE_ONEDNN_OPTS, 1",
        "TF_ENABLE_ONEDNN_OPTS, True",
        "ONEDNN_MAX_CPU_ISA, AVX512_CORE_BF16",
        "ONEDNN_MAX_CPU_ISA, AVX512_CORE_AMX",
        "ONEDNN_MAX_CPU_ISA, ALL",
        "DNNL_MAX_CPU_ISA, DEFAULT"
    })
    void obstacle_valuesThatLeaveBfloat16_none(String name, String value) {
        assertThat(Bfloat16Settings.obstacle(Map.of(name, value))).isEmpty();
    }

    @Test
    void obstacle_bothNamesOfTheInstructions_theNewerOneCounts() {
        Map<String, String> both =
                Map.of("ONEDNN_MAX_CPU_ISA", "AVX512_CORE_AMX", "DNNL_MAX_CPU_ISA", "AVX2");
        assertThat(Bfloat16Settings.obstacle(both)).isEmpty();
    }
}
