package dev.midstream.evaluation.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.images.corruption.Condition;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorruptionErrorsTest {
    private static SortedMap<Condition, Double> alexNetScaled(double factor) {
        SortedMap<Condition, Double> cells = new TreeMap<>();
        for (String corruption : AlexNetErrors.BY_CORRUPTION.keySet()) {
            for (int severity = 1; severity <= 5; severity++) {
                // Spread around the mean, so that the order of the two means matters.
                double error = AlexNetErrors.BY_CORRUPTION.get(corruption);
                cells.put(
                        new Condition(corruption, severity),
                        factor * error * (1 + 0.02 * (severity - 3)));
            }
        }
        return cells;
    }

    /** The table of the article's appendix C, as google-research/robustness_metrics has it. */
    @ParameterizedTest
    @CsvSource({
        "gaussian_noise, 0.886", "shot_noise, 0.894", "impulse_noise, 0.923",
        "defocus_blur, 0.820", "glass_blur, 0.826", "motion_blur, 0.786",
        "zoom_blur, 0.798", "snow, 0.867", "frost, 0.827",
        "fog, 0.819", "brightness, 0.565", "contrast, 0.853",
        "elastic_transform, 0.646", "pixelate, 0.718", "jpeg_compression, 0.607"
    })
    void byCorruption_roundedToThreeDigits_isTheArticlesTable(String corruption, double error) {
        assertThat(AlexNetErrors.BY_CORRUPTION).hasSize(15);
        assertThat(AlexNetErrors.BY_CORRUPTION.get(corruption)).isCloseTo(error, within(0.00051));
    }

    @Test
    void meanCorruptionError_alexNetItself_isOne() {
        CorruptionErrors errors =
                new CorruptionErrors("imagenet", alexNetScaled(1), OptionalDouble.of(0.4348));

        assertThat(errors.meanCorruptionError().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(errors.relativeMeanCorruptionError().orElseThrow()).isCloseTo(1, within(1e-12));
    }

    @Test
    void meanCorruptionError_halfOfAlexNetsErrors_isHalf() {
        CorruptionErrors errors =
                new CorruptionErrors("imagenet-c", alexNetScaled(0.5), OptionalDouble.empty());

        assertThat(errors.meanCorruptionError().orElseThrow()).isCloseTo(0.5, within(1e-12));
        assertThat(errors.relativeMeanCorruptionError()).isEmpty();
    }

    @Test
    void relativeMeanCorruptionError_corruptionsCostNothing_isZero() {
        SortedMap<Condition, Double> cells = new TreeMap<>();
        alexNetScaled(1).keySet().forEach(cell -> cells.put(cell, 0.25));

        CorruptionErrors errors = new CorruptionErrors("imagenet", cells, OptionalDouble.of(0.25));

        assertThat(errors.relativeMeanCorruptionError().orElseThrow()).isCloseTo(0, within(1e-12));
        double expected =
                AlexNetErrors.BY_CORRUPTION.values().stream()
                        .mapToDouble(error -> 0.25 / error)
                        .average()
                        .orElseThrow();
        assertThat(errors.meanCorruptionError().orElseThrow()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void meanCorruptionError_oneCellMissing_isEmpty() {
        SortedMap<Condition, Double> cells = alexNetScaled(1);
        cells.remove(new Condition("frost", 4));

        CorruptionErrors errors = new CorruptionErrors("imagenet", cells, OptionalDouble.of(0.4));

        assertThat(errors.meanCorruptionError()).isEmpty();
        assertThat(errors.relativeMeanCorruptionError()).isEmpty();
        assertThat(errors.mean()).isPresent();
    }

    @Test
    void meanCorruptionError_furtherCorruptions_doNotCount() {
        SortedMap<Condition, Double> cells = alexNetScaled(1);
        cells.put(new Condition("saturate", 1), 0.0);

        CorruptionErrors errors = new CorruptionErrors("imagenet", cells, OptionalDouble.empty());

        assertThat(errors.meanCorruptionError().orElseThrow()).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar10", "tiny-imagenet", "tiny-imagenet-c", "corrupted-npy"})
    void meanCorruptionError_notImageNet_isEmpty(String dataset) {
        CorruptionErrors errors =
                new CorruptionErrors(dataset, alexNetScaled(1), OptionalDouble.of(0.4));

        assertThat(errors.meanCorruptionError()).isEmpty();
        assertThat(errors.relativeMeanCorruptionError()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "224, 224, 1000, true",
        "224, 224, 100, false",
        "64, 64, 1000, false",
        "224, 256, 1000, false"
    })
    void compareWithAlexNet_allClassesAt224Pixels(
            int height, int width, int classes, boolean compares) {
        assertThat(CorruptionErrors.compareWithAlexNet(height, width, classes)).isEqualTo(compares);
    }

    @Test
    void mean_everyCellTheSameWeight_byHand() {
        SortedMap<Condition, Double> cells = new TreeMap<>();
        cells.put(new Condition("snow", 1), 0.1);
        cells.put(new Condition("snow", 2), 0.3);
        cells.put(new Condition("fog", 5), 0.8);

        CorruptionErrors errors = new CorruptionErrors("cifar10", cells, OptionalDouble.empty());

        assertThat(errors.mean().orElseThrow()).isCloseTo(0.4, within(1e-12));
    }
}
