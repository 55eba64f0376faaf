package dev.midstream.images.corruption.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.Corruptions;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.reference.ImageStatistics;
import dev.midstream.images.reference.Npz;
import dev.midstream.images.reference.ReferenceData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrostTexturesTest {

    @Test
    void open_missingFile_namesWhatIsWanted(@TempDir Path directory) {
        assertThatThrownBy(() -> FrostTextures.open(directory))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Cannot open frost textures: "
                                + directory
                                + " has no frost1.png. Name the directory with frost1.png,"
                                + " frost2.png, frost3.png, frost4.jpg, frost5.jpg.");
    }

    @Test
    void open_notAnImage_saysWhichFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("frost1.png"), "ice");

        assertThatThrownBy(() -> FrostTextures.open(directory))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Cannot open frost textures: "
                                + file
                                + ": it is not an image that can be read (PNG, JPEG, GIF, WebP,"
                                + " BMP, TIFF, PNM).");
    }

    @Test
    void source_textures_sayWhereTheyAreFrom() throws IOException {
        Path directory = ReferenceData.file("data/frost");

        assertThat(FrostTextures.open(directory).source())
                .isEqualTo("frost textures of " + directory);
        assertThat(new Frost(FrostTextures.open(directory)).remark())
                .contains("Frost: frost textures of " + directory + ".");
        assertThat(new Frost().remark()).contains("Frost: procedural frost.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar32", "tiny64", "imagenet224"})
    void texture_publishedFilesScaled_haveTheReferencesSizeAndColours(String set)
            throws IOException {
        FrostTextures textures = FrostTextures.open(ReferenceData.file("data/frost"));
        JsonNode parameters = ReferenceData.json("params.json");
        double scale = parameters.at("/parameter_sets/" + set + "/frost_texture_scale").asDouble();
        for (int i = 0; i < FrostTextures.COUNT; i++) {
            Image texture = textures.texture(i, scale);

            JsonNode expected = parameters.get("frost_textures").get(i).get("scaled").get(set);
            assertThat(texture.height()).isEqualTo(expected.get("rows").asInt());
            assertThat(texture.width()).isEqualTo(expected.get("cols").asInt());
            for (int channel = 0; channel < 3; channel++) {
                // The reference gives three decimals.
                assertThat(ImageStatistics.channelMean(texture, channel))
                        .isCloseTo(
                                expected.get("mean_rgb").get(channel).asDouble(), within(0.0006));
                assertThat(deviation(texture, channel))
                        .isCloseTo(expected.get("std_rgb").get(channel).asDouble(), within(0.0006));
            }
        }
    }

    @Test
    void procedural_textures_haveMeanAndContrastOfThePublished() throws IOException {
        JsonNode published = ReferenceData.json("params.json").get("frost_textures");
        for (int i = 0; i < FrostTextures.COUNT; i++) {
            Image texture = FrostTextures.procedural().texture(i, 1);

            JsonNode expected = published.get(i).at("/scaled/imagenet224");
            for (int channel = 0; channel < 3; channel++) {
                assertThat(ImageStatistics.channelMean(texture, channel))
                        .isCloseTo(expected.get("mean_rgb").get(channel).asDouble(), within(1.0));
                assertThat(deviation(texture, channel))
                        .isCloseTo(expected.get("std_rgb").get(channel).asDouble(), within(2.0));
            }
        }
    }

    @Test
    void corrupt_proceduralFrost_isAboutAsStrongAsThePublished() throws IOException {
        Image[] clean = ReferenceData.npz("clean-32.npz").images("images");
        JsonNode reference = ReferenceData.json("stats-32.json").at("/sets/cifar32/corruptions");
        for (int severity = 1; severity <= 5; severity++) {
            double error = 0;
            double similarity = 0;
            for (int i = 0; i < clean.length; i++) {
                Image frosted =
                        new Corruptor(0).corrupt(clean[i], "test-" + i, new Frost(), severity);
                error += ImageStatistics.meanAbsoluteError(clean[i], frosted);
                similarity += ImageStatistics.structuralSimilarity(clean[i], frosted);
            }
            JsonNode cell = reference.at("/frost/" + severity);
            double expected = cell.get("mae").asDouble();
            assertThat(error / clean.length).isCloseTo(expected, within(0.1 * expected));
            assertThat(similarity / clean.length)
                    .isCloseTo(cell.get("ssim").asDouble(), within(0.05));
        }
    }

    @Test
    void corrupt_givenTextures_areNotTheProceduralOnes() throws IOException {
        Npz reference = ReferenceData.npz("clean-32.npz");
        Image image = reference.images("images")[0];
        FrostTextures textures = FrostTextures.open(ReferenceData.file("data/frost"));
        Condition frost = new Condition("frost", 3);
        Corruptions replaced = Corruptions.known().with(new Frost(textures));
        Corruptions procedural = Corruptions.known().with(new Frost(FrostTextures.procedural()));

        assertThat(replaced.names()).isEqualTo(Corruptions.known().names());
        assertThat(new Corruptor(0, replaced).apply(image, "a", frost))
                .isNotEqualTo(new Corruptor(0).apply(image, "a", frost));
        assertThat(new Corruptor(0, procedural).apply(image, "a", frost))
                .isEqualTo(new Corruptor(0).apply(image, "a", frost));
    }

    private static double deviation(Image texture, int channel) {
        double mean = ImageStatistics.channelMean(texture, channel);
        double squares = 0;
        for (int i = channel; i < texture.pixels().length; i += 3) {
            double difference = ImageStatistics.value(texture, i) - mean;
            squares += difference * difference;
        }
        return Math.sqrt(squares * 3 / texture.pixels().length);
    }
}
