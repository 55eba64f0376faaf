package dev.midstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoMeaningTest {
    private static final int IMAGES = 20;

    @Test
    void lead_aheadOnCleanImagesAndBehindUnderNoise_saysBoth() {
        List<RobustnessMetric> metrics =
                List.of(
                        metric("midpoint", "none", 0, 18),
                        metric("endpoint-0", "none", 0, 16),
                        metric("endpoint-1", "none", 0, 17),
                        metric("sample-0", "none", 0, 20),
                        metric("midpoint", "gaussian_noise", 1, 10),
                        metric("midpoint", "gaussian_noise", 2, 4),
                        metric("endpoint-0", "gaussian_noise", 1, 10),
                        metric("endpoint-0", "gaussian_noise", 2, 8),
                        metric("endpoint-1", "gaussian_noise", 1, 10),
                        metric("endpoint-1", "gaussian_noise", 2, 8));

        assertThat(DemoMeaning.lead(metrics))
                .isEqualTo(
                        "Midpoint against the mean of its ends, in points of accuracy: clean"
                                + " +7.50, gaussian_noise -10.00.");
    }

    @Test
    void note_namesThePageOfTheEvidence() {
        Path root = Path.of(System.getProperty("midstream.root"));
        List<String> pages =
                Pattern.compile("docs/[a-z]+\\.md")
                        .matcher(DemoMeaning.NOTE)
                        .results()
                        .map(found -> found.group())
                        .toList();
        assertThat(pages).hasSize(1);
        assertThat(pages).allSatisfy(page -> assertThat(Files.exists(root.resolve(page))).isTrue());
    }

    private static RobustnessMetric metric(
            String point, String corruption, int severity, int right) {
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        for (int i = 0; i < IMAGES; i++) {
            accumulator.add(new Outcome(0, 0.75f, i < right, true, 0.1, 0.1));
        }
        return RobustnessMetrics.cumulative(
                new MetricKey(
                        "demo", "line", point, "cifar10", corruption, severity, LabelKind.OBSERVED),
                accumulator.toSums(),
                15,
                Instant.EPOCH);
    }
}
