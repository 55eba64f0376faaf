package dev.midstream.images.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midstream.images.Image;
import dev.midstream.images.reference.ImageStatistics;
import dev.midstream.images.reference.Npz;
import dev.midstream.images.reference.ReferenceData;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixels of the reference implementation: exact ones, and random ones from its recorded draws. */
class ReferenceImagesTest {

    private static final String INTEGER_SHARE =
            "fraction_of_values_within_1e-6_of_an_integer_before_truncation";

    @ParameterizedTest
    @ValueSource(strings = {"contrast", "defocus_blur"})
    void apply_deterministic_equalsReference(String name) throws IOException {
        Npz exact = ReferenceData.npz("exact-32.npz");
        Image[] clean = exact.images("clean");
        Image[] expected = exact.images(name);
        Corruption corruption = Corruptions.named(name);
        for (int severity = 1; severity <= 5; severity++) {
            Difference difference = new Difference();
            for (int i = 0; i < clean.length; i++) {
                difference.add(
                        corruption.apply(clean[i], severity, new RecordedDraws()),
                        expected[(severity - 1) * clean.length + i]);
            }
            difference.assertWithin(name, severity);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian_noise", "snow"})
    void apply_recordedDraws_equalsReference(String name) throws IOException {
        Npz replay = ReferenceData.npz("replay-32.npz");
        Image[] clean = replay.images("clean");
        for (int severity = 1; severity <= 5; severity++) {
            Difference difference = new Difference();
            for (int i = 0; i < (name.equals("snow") ? clean.length : 1); i++) {
                String run = name + "__s" + severity + "__i" + i;
                RecordedDraws draws = new RecordedDraws(replay.doubles(run + "__draws"));
                Image corrupted = Corruptions.named(name).apply(clean[i], severity, draws);
                assertThat(draws.exhausted()).as("all draws taken").isTrue();
                difference.add(corrupted, replay.images(run + "__out")[0]);
            }
            difference.assertWithin(name, severity);
        }
    }

    /** How often and how far two images differ, in grey levels. */
    private static final class Difference {

        private long values;
        private long unequal;
        private int largest;

        void add(Image actual, Image expected) {
            for (int i = 0; i < expected.pixels().length; i++) {
                int gap =
                        Math.abs(
                                ImageStatistics.value(actual, i)
                                        - ImageStatistics.value(expected, i));
                values++;
                unequal += gap == 0 ? 0 : 1;
                largest = Math.max(largest, gap);
            }
        }

        /** Values that are integers before truncation may come out one lower. */
        void assertWithin(String name, int severity) throws IOException {
            JsonNode cell =
                    ReferenceData.json("stats-32.json")
                            .at("/sets/cifar32/corruptions/" + name + "/" + severity);
            assertThat(largest).as("%s %d", name, severity).isLessThanOrEqualTo(1);
            assertThat((double) unequal / values)
                    .as("%s %d", name, severity)
                    .isLessThanOrEqualTo(cell.get(INTEGER_SHARE).asDouble() + 0.001);
        }
    }
}
