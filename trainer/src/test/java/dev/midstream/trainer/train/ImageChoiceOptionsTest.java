package dev.midstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.label.LabelNoise;
import dev.midstream.trainer.data.ColourImages;
import dev.midstream.trainer.data.LabelledImages;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ImageChoiceOptionsTest {
    private static final int IMAGES = 200;

    private static ImageChoiceOptions parse(String... arguments) {
        ImageChoiceOptions options = new ImageChoiceOptions();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return options;
    }

    private static List<Integer> labels(ImageChoiceOptions options, long seed) {
        LabelNoise noise = options.noise(seed);
        LabelledImages images = options.of(new ColourImages(IMAGES), noise, seed);
        return IntStream.range(0, images.size()).mapToObj(images::label).toList();
    }

    @Test
    void labels_noiseSeedGiven_areTheSameForAllSeedsOfTheRun() {
        ImageChoiceOptions own = parse("--label-noise", "0.5", "--image-seed", "0");
        ImageChoiceOptions shared =
                parse("--label-noise", "0.5", "--image-seed", "0", "--label-noise-seed", "7");

        assertThat(labels(own, 1)).isNotEqualTo(labels(own, 2));
        assertThat(labels(shared, 1)).isEqualTo(labels(shared, 2));
        assertThat(labels(shared, 1)).isEqualTo(labels(own, 7));
    }

    @Test
    void addTo_seedsGiven_areNoted() {
        Map<String, String> noted = new TreeMap<>();
        parse("--label-noise-seed", "7", "--image-seed", "3").addTo(noted);
        assertThat(noted).containsEntry("label-noise-seed", "7").containsEntry("image-seed", "3");
        Map<String, String> none = new TreeMap<>();
        parse().addTo(none);
        assertThat(none).doesNotContainKeys("label-noise-seed", "image-seed");
    }

    @Test
    void noise_noImage_saysHowManyAreNeeded() {
        for (String limit : Arrays.asList("0", "-3")) {
            assertThatThrownBy(() -> parse("--limit", limit).noise(0))
                    .hasMessage("Invalid --limit: " + limit + ". Use a number from 1.");
        }
    }
}
