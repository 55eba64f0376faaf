package dev.midstream.images.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midstream.images.Image;
import dev.midstream.images.corruption.weather.Frost;
import dev.midstream.images.corruption.weather.FrostTextures;
import dev.midstream.images.reference.ImageStatistics;
import dev.midstream.images.reference.Npz;
import dev.midstream.images.reference.ReferenceData;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Statistics of the reference implementation, here over draws of this one's own generator. */
class ReferenceStatisticsTest {

    private static final int RUNS = 2;

    static List<String> names() {
        return Corruptions.known().names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void corrupt_ownDraws_agreesWithReference(String name) throws IOException {
        Frost frost = new Frost(FrostTextures.open(ReferenceData.file("data/frost")));
        Corruptions corruptions = Corruptions.known().with(frost);
        Npz inputs = ReferenceData.npz("clean-32.npz");
        Image[] clean = inputs.images("images");
        String[] names = inputs.strings("names");
        JsonNode reference =
                ReferenceData.json("stats-32.json").at("/sets/cifar32/corruptions/" + name);
        for (int severity = 1; severity <= 5; severity++) {
            double error = 0;
            double similarity = 0;
            double[] means = new double[3];
            for (int run = 0; run < RUNS; run++) {
                Corruptor corruptor = new Corruptor(run, corruptions);
                for (int i = 0; i < clean.length; i++) {
                    Image image =
                            corruptor.corrupt(
                                    clean[i], names[i], corruptions.named(name), severity);
                    error += ImageStatistics.meanAbsoluteError(clean[i], image);
                    similarity += ImageStatistics.structuralSimilarity(clean[i], image);
                    for (int channel = 0; channel < 3; channel++) {
                        means[channel] += ImageStatistics.channelMean(image, channel);
                    }
                }
            }
            int images = RUNS * clean.length;
            JsonNode cell = reference.get(Integer.toString(severity));
            String what = name + " " + severity;
            assertNear(what + " mae", error / images, cell, "/mae", 0.02);
            assertNear(what + " ssim", similarity / images, cell, "/ssim", 0.001);
            for (int channel = 0; channel < 3; channel++) {
                String field = "/channel_mean/" + channel;
                assertNear(what + field, means[channel] / images, cell, field, 0.02);
            }
        }
    }

    /** Four standard deviations between the mean of three reference runs and that of ours. */
    private static void assertNear(
            String what, double actual, JsonNode cell, String field, double floor) {
        double deviation = cell.at("/seed_sd_pooled" + field).asDouble(0);
        double tolerance = 4 * deviation * Math.sqrt(1.0 / 3 + 1.0 / RUNS) + floor;
        assertThat(actual).as(what).isCloseTo(cell.at(field).asDouble(), within(tolerance));
    }
}
