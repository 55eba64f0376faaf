package dev.midstream.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class MachineTest {
    private static final String PROCESSOR =
            "vendor_id\t: SomeMaker\n"
                    + "model name\t: Some CPU\n"
                    + "flags\t\t: fpu avx512_bf16 amx_tile\n"
                    + "bugs\t\t: amx_bf16\n";

    @Test
    void hasFeature_listed_onlyWholeFlags() {
        assertThat(Machine.hasFeature(PROCESSOR, "avx512_bf16")).isTrue();
        assertThat(Machine.hasFeature(PROCESSOR, "avx512")).isFalse();
        assertThat(Machine.hasFeature(PROCESSOR, "amx_bf16")).isFalse();
    }

    @Test
    void isMadeBy_vendor_onlyThatOne() {
        assertThat(Machine.isMadeBy(PROCESSOR, "SomeMaker")).isTrue();
        assertThat(Machine.isMadeBy(PROCESSOR, "Some")).isFalse();
        assertThat(Machine.isMadeBy("Some")).isFalse();
    }

    @Test
    void settings_environment_onlyWhatEnginesRead() {
        assertThat(
                        Machine.settings(
                                Map.of(
                                        "HOME", "/root",
                                        "TF_ENABLE_ONEDNN_OPTS", "0",
                                        "DNNL_MAX_CPU_ISA", "AVX2")))
                .isEqualTo("{DNNL_MAX_CPU_ISA=AVX2, TF_ENABLE_ONEDNN_OPTS=0}");
    }

    @Test
    void description_twice_same() {
        assertThat(Machine.description()).isEqualTo(Machine.description()).contains("\n");
    }
}
