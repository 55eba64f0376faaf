package dev.midstream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.FileChecksum;
import dev.midstream.ModelManifest;
import dev.midstream.engine.fixture.ToyModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrecisionChoiceTest {
    @TempDir private Path directory;
    private ModelManifest toy = new ModelManifest();
    private ModelManifest savedModel = new ModelManifest();

    @BeforeEach
    void write() throws Exception {
        List<String> logits = List.of("0 1", "2 3", "4 5", "6 7", "8 9");
        toy = ToyModel.write(directory.resolve("toy"), List.of("a", "b"), 1, logits).manifest();
        savedModel =
                ModelManifest.newBuilder(toy)
                        .setFiles(List.of(new FileChecksum("saved_model.pb", 1L, "")))
                        .build();
    }

    @ParameterizedTest
    @CsvSource({
        "GenuineIntel, avx2, false",
        "GenuineIntel, avx512_bf16, false",
        "GenuineIntel, avx512_bf16 amx_bf16, true",
        "AuthenticAMD, avx2, false",
        "AuthenticAMD, avx512_bf16, true",
    })
    void isFast_processor_amxOrTheVectorsOfAmd(String maker, String features, boolean fast) {
        List<String> has = List.of(features.split(" "));
        assertThat(ScoringPrecision.BF16.isFast(has::contains, maker::equals)).isEqualTo(fast);
        assertThat(ScoringPrecision.FLOAT32.isFast(has::contains, maker::equals)).isTrue();
    }

    @Test
    void obstacle_bf16_processorAndSettings() {
        Map<String, String> off = Map.of("TF_ENABLE_ONEDNN_OPTS", "0");
        List<String> bf16 = List.of("avx512_bf16");
        assertThat(ScoringPrecision.BF16.obstacle(bf16::contains, Map.of())).isEmpty();
        assertThat(ScoringPrecision.BF16.obstacle(bf16::contains, off))
                .isEqualTo(Bfloat16Settings.obstacle(off))
                .isPresent();
        assertThat(ScoringPrecision.BF16.obstacle(feature -> false, Map.of()))
                .hasValueSatisfying(
                        line -> assertThat(line).startsWith("this processor has neither AMX nor"));
        assertThat(ScoringPrecision.FLOAT32.obstacle(feature -> false, off)).isEmpty();
    }

    @Test
    void on_auto_bf16ForSavedModelsWhereThatIsFast() {
        PrecisionRule rule = PrecisionChoice.AUTO.on(Processor.CPU);
        assertThat(rule.of(savedModel))
                .isEqualTo(
                        ScoringPrecision.BF16.isFast()
                                ? ScoringPrecision.BF16
                                : ScoringPrecision.FLOAT32);
        assertThat(rule.of(toy)).isEqualTo(ScoringPrecision.FLOAT32);
        assertThat(PrecisionChoice.AUTO.on(Processor.GPU)).isEqualTo(PrecisionRule.FLOAT32);
    }

    @Test
    void on_bf16_savedModelsOnTheCpuOnly() {
        PrecisionRule rule = PrecisionChoice.BF16.on(Processor.CPU);
        assertThat(rule.of(savedModel)).isEqualTo(ScoringPrecision.BF16);
        assertThatThrownBy(() -> rule.of(toy))
                .hasMessage(
                        "Cannot score toy in bf16: only SavedModels can be. Use --precision"
                                + " float32, or auto.");
        assertThatThrownBy(() -> PrecisionChoice.BF16.on(Processor.GPU))
                .hasMessage("Invalid --precision: bf16 is for --device cpu. Use float32 on a GPU.");
    }

    @Test
    void named_precision_partOfTheModelsId() {
        assertThat(ScoringPrecision.FLOAT32.named(toy)).isEqualTo(toy);
        assertThat(ScoringPrecision.BF16.named(toy).getModelId()).isEqualTo("toy@bf16");
        assertThat(ScoringPrecision.BF16.named(toy).getPoints()).isEqualTo(toy.getPoints());
    }
}
