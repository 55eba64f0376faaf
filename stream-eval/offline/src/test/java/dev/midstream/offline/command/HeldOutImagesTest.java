package dev.midstream.offline.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.ModelManifest;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Temperatures are fitted to images that the model has surely not learned from. */
final class HeldOutImagesTest {
    private static final int TRAINING = 6;

    @TempDir private Path work;
    private CatsAndDogs images;

    @BeforeEach
    void write() throws IOException {
        images = CatsAndDogs.write(work);
        Path split = Files.createDirectories(work.resolve("images/train/cat"));
        Files.createDirectories(work.resolve("images/train/dog"));
        for (int i = 0; i < TRAINING; i++) {
            Files.copy(work.resolve("images/test/cat/0.png"), split.resolve(i + ".png"));
        }
    }

    private Evaluation evaluate(Map<String, String> training, String... options) throws Exception {
        Path model = work.resolve("model");
        ModelManifest manifest = ModelDirectory.open(model).manifest();
        ModelDirectory.seal(
                model, ModelManifest.newBuilder(manifest).setTraining(training).build());
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--temperature-scaling",
                                "--points",
                                "midpoint",
                                "--ensemble",
                                "none"));
        all.addAll(List.of(options));
        return images.evaluate(all.toArray(new String[0]));
    }

    @Test
    void evaluate_splitOfAnotherSizeThanAtTraining_refused() throws Exception {
        Evaluation evaluation = evaluate(Map.of("images", "4", "split-images", "7"));

        assertThat(evaluation.code()).isEqualTo(1);
        assertThat(evaluation.complained())
                .contains(
                        "Cannot fit temperatures of model: it was trained on images of a split of"
                                + " 7, and that of image-folder has 6. Read it as train did"
                                + " (--temperature-dataset, --skip-unreadable), or give other"
                                + " images with --calibration-data.");
        assertThat(evaluate(Map.of("images", "4", "split-images", "6")).said())
                .contains("Fitting temperatures of model to 2 held-out training images.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"much", "1.5"})
    void evaluate_holdoutThatIsNoShare_refused(String share) throws Exception {
        Evaluation evaluation = evaluate(Map.of("images", "4", "holdout", share));

        assertThat(evaluation.code()).isEqualTo(1);
        assertThat(evaluation.complained())
                .contains(
                        "Cannot fit temperatures of model: its manifest says that holdout is %s, which is no share from 0, below 1. Give images that it did not learn from, with --calibration-data."
                                .formatted(share));
    }

    /** All held-out images are cats, which the model is the righter of the surer it is. */
    @Test
    void evaluate_temperatureAtTheEndOfItsRange_isRemarked() throws Exception {
        String remark =
                "The temperature of model/midpoint@ts is at the end of the range from 0.01 to"
                        + " 100, and a better one may lie outside.";

        assertThat(evaluate(Map.of("images", "4")).said().lines()).containsOnlyOnce(remark);

        Files.copy(work.resolve("images/test/cat/0.png"), work.resolve("images/train/dog/6.png"));
        assertThat(evaluate(Map.of("images", "0")).said()).doesNotContain(remark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--temperature-images=5",
                "--temperature-dataset=image-folder",
                "--temperature-data=images",
                "--calibration-data=images"
            })
    void evaluate_optionOfTemperaturesThatAreNotFitted_refused(String option) {
        Evaluation evaluation = images.evaluate(option);

        assertThat(evaluation.code()).isEqualTo(2);
        assertThat(evaluation.complained())
                .startsWith(
                        "Invalid %s: no temperatures are fitted. Add --temperature-scaling."
                                .formatted(option.split("=", 2)[0]));
    }

    @Test
    void evaluate_topFiveOfTwoClasses_isRemarkedAndCannotBeRequired() {
        assertThat(images.evaluate().said().lines())
                .containsOnlyOnce(
                        "Top-5 accuracy of model is always 1, since no more than five classes"
                                + " count.");

        Evaluation required = images.evaluate("--require", "midpoint top5 clean >= 0.9");

        assertThat(required.code()).isEqualTo(2);
        assertThat(required.complained())
                .startsWith(
                        "Invalid --require \"midpoint top5 clean >= 0.9\": top5 is always 1 where"
                                + " no more than five classes count");
    }
}
