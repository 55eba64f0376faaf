package dev.midstream.trainer.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.ModelPoint;
import dev.midstream.engine.Batching;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.engine.tensorflow.SavedModelScorer;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.cli.TrainerConsole;
import dev.midstream.trainer.train.PatternImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleCommandTest {
    private static final int IMAGES = 5;
    private static final int SIZE = 16;

    @TempDir private static Path shared;
    private static Path data;

    private final TrainerConsole console = new TrainerConsole();

    @TempDir private Path work;

    @BeforeAll
    static void train() throws IOException {
        data = shared.resolve("data");
        PatternImages.write(data, 24, 8);
        train("line", "--subspace line --precision bf16");
        train("curve", "--subspace curve --precision float32");
        train("simplex", "--subspace simplex");
        train("plain", "--subspace point");
    }

    private static void train(String name, String options) {
        String line =
                "train --dataset image-folder --data %s --out %s --network cresnet8-w4 --epochs 1 --batch-size 24 --samples 0 %s"
                        .formatted(data, shared.resolve(name), options);
        // A single network takes no --samples.
        String fitting = name.equals("plain") ? line.replace("--samples 0 ", "") : line;
        TrainerConsole.prepare(fitting);
    }

    private Path copy(String name) throws IOException {
        Path target = Files.createDirectory(work.resolve(name));
        try (var files = Files.list(shared.resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return target;
    }

    private int sample(Path model, String options) {
        return console.runLine(
                "sample --model %s --dataset image-folder --data %s %s"
                        .formatted(model, data, options));
    }

    private static List<String> ids(Path model) throws Exception {
        return ModelDirectory.open(model).manifest().getPoints().stream()
                .map(ModelPoint::getPointId)
                .toList();
    }

    /** The logits of some fixed images, {@code [points,] [images, classes]}. */
    private static float[] logits(Path model, String signature) throws Exception {
        NetworkFormat format = NetworkFormat.of(ModelDirectory.open(model).manifest());
        byte[] pixels = new byte[IMAGES * SIZE * SIZE * 3];
        new SplittableRandom(9).nextBytes(pixels);
        try (SavedModelScorer scorer =
                SavedModelScorer.open(model, signature, format, new Batching(8, 1))) {
            return scorer.score(pixels, IMAGES);
        }
    }

    @Test
    void sample_pointsOfALine_addedAndTheOthersBitForBitWhatTheyWere() throws Exception {
        Path model = copy("line");
        float[] midpoint = logits(model, "midpoint");

        int exit = sample(model, "--points 0.2,0.8 --samples 1");

        assertThat(console.errors()).isEmpty();
        assertThat(exit).isZero();
        assertThat(console.output())
                .isEqualToIgnoringNewLines("Added at-0.2, at-0.8, sample-0 to " + model + ".");
        assertThat(ids(model))
                .containsExactly(
                        "midpoint", "endpoint-0", "endpoint-1", "at-0.2", "at-0.8", "sample-0");
        assertThat(logits(model, "midpoint")).containsExactly(midpoint);
        float[] all = logits(model, "all-points");
        float[] added = logits(model, "at-0.8");
        assertThat(all).hasSize(6 * added.length);
        for (int i = 0; i < added.length; i++) {
            assertThat(all[4 * added.length + i]).isCloseTo(added[i], within(1e-4f));
            assertThat(all[i]).isCloseTo(midpoint[i], within(1e-4f));
        }
        assertThat(added).isNotEqualTo(logits(model, "at-0.2"));
    }

    @ParameterizedTest
    @CsvSource({"line, 0.5", "curve, 0.5"})
    void sample_positionOfTheMidpoint_itsLogits(String name, String position) throws Exception {
        Path model = copy(name);

        assertThat(sample(model, "--points " + position)).isZero();

        // The same weights, and statistics of the same batches, whatever they were trained in.
        float[] midpoint = logits(model, "midpoint");
        float[] sampled = logits(model, "at-" + position);
        for (int i = 0; i < midpoint.length; i++) {
            assertThat(sampled[i]).isCloseTo(midpoint[i], within(1e-4f));
        }
    }

    @Test
    void sample_twiceWithTheSameSeed_addsOtherPoints() throws Exception {
        Path model = copy("line");

        assertThat(sample(model, "--samples 1")).isZero();
        assertThat(sample(model, "--samples 2")).isZero();

        assertThat(ModelDirectory.open(model).manifest().getPoints())
                .extracting(ModelPoint::getWeights)
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @Test
    void sample_twice_bothCallsKept() throws Exception {
        Path model = copy("simplex");

        assertThat(sample(model, "--samples 1 --seed 1")).isZero();
        float[] first = logits(model, "sample-0");
        assertThat(sample(model, "--samples 1 --seed 2")).isZero();

        assertThat(ids(model)).endsWith("sample-0", "sample-1");
        assertThat(logits(model, "sample-0")).containsExactly(first);
        assertThat(logits(model, "sample-1")).isNotEqualTo(first);
        assertThat(logits(model, "all-points")).hasSize(6 * first.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "line | --points midpoint | 2 | Invalid --points: line has a point midpoint"
                        + " already.",
                "line | --points 1.5 | 2 | Unknown point: 1.5.",
                "line | --seed 3 | 2 | Missing --points or --samples",
                "plain | --points 0.5 | 2 | Invalid --model: plain has no subspace to take points"
                        + " of.",
                "simplex | --points 0.5 | 2 | Unknown point: 0.5.",
                "line | --samples -1 | 2 | Invalid --samples: -1. Use a number from 0.",
                "line | --samples 1 --bn-images 0 | 2 | Invalid --bn-images: 0. Use a number from"
                        + " 1."
            })
    void sample_impossible_oneLineAndTheModelAsItWas(
            String name, String options, int code, String message) throws Exception {
        Path model = copy(name);
        byte[] manifest = Files.readAllBytes(model.resolve("manifest.json"));

        assertThat(sample(model, options)).isEqualTo(code);

        assertThat(console.errors()).startsWith(message).hasLineCount(1);
        assertThat(Files.readAllBytes(model.resolve("manifest.json"))).isEqualTo(manifest);
    }

    @Test
    void sample_onAGpuThatIsNotThere_oneLine() throws Exception {
        copy("line");
        assertThat(
                        console.runLine(
                                "sample --model %s --dataset image-folder --data %s --points 0.5 --device gpu"
                                        .formatted(work.resolve("line"), data)))
                .isEqualTo(1);
        assertThat(console.errors()).startsWith("Cannot use a GPU: ").hasLineCount(1);
    }

    /** Statistics of other pixels would be those of another model. */
    @Test
    void sample_imagesReadInAnotherWayThanAtTraining_isRefused() throws Exception {
        Path plain = copy("line");
        assertThat(sample(plain, "--points 0.5 --resize 20 --crop 16")).isEqualTo(1);
        assertThat(console.errors())
                .isEqualTo(
                        "Cannot make points of line: its images were read without --resize 20"
                                + " --crop 16. Leave that out.\n");

        Path cropped = work.resolve("cropped");
        TrainerConsole.prepare(
                "train --dataset image-folder --data %s --out %s --network cresnet8-w4 --epochs 1 --batch-size 24 --precision float32 --crop 12 --samples 0"
                        .formatted(data, cropped));
        assertThat(sample(cropped, "--points 0.5")).isEqualTo(1);
        assertThat(console.errors())
                .endsWith(
                        "Cannot make points of cropped: its images were read with --crop 12. Give"
                                + " that, too.\n");
        assertThat(sample(cropped, "--points 0.5 --crop 12")).isZero();
    }

    /** Images of the same name that have another size since. */
    @Test
    void sample_imagesOfAnotherSizeThanAtTraining_isRefused() throws Exception {
        Path model = copy("line");
        Path larger = work.resolve("larger");
        PatternImages.write(larger, 20, 24, 8);
        assertThat(
                        console.runLine(
                                "sample --model %s --dataset image-folder --data %s --points 0.5"
                                        .formatted(model, larger)))
                .isEqualTo(1);
        assertThat(console.errors())
                .isEqualTo(
                        "Cannot make points of line: it was trained on images of 16x16x3, these"
                                + " are of 20x20x3. Use the data of its training.\n");
    }

    /** A permutation of another number of images has other images first. */
    @Test
    void sample_moreImagesThanAtTraining_isRefused() throws Exception {
        Path model = copy("line");
        Path more = work.resolve("more");
        PatternImages.write(more, 25, 8);
        assertThat(
                        console.runLine(
                                "sample --model %s --dataset image-folder --data %s --points 0.5"
                                        .formatted(model, more)))
                .isEqualTo(1);
        assertThat(console.errors())
                .isEqualTo(
                        "Cannot make points of line: it was trained on images of a split of 72,"
                                + " and that of %s has 75. Use the data of its training.\n"
                                        .formatted(more));
    }

    /** The images are those of the run, although their seed is not that of the run. */
    @Test
    void sample_modelWithAnImageSeed_usesTheImagesThatItLearntFrom() throws Exception {
        Path model = work.resolve("seeded");
        TrainerConsole.prepare(
                "train --dataset image-folder --data %s --out %s --network cresnet8-w4 --epochs 1 --batch-size 24 --precision float32 --limit 30 --image-seed 9 --samples 0"
                        .formatted(data, model));
        assertThat(
                        console.runLine(
                                "sample --model %s --dataset image-folder --data %s --points 0.5"
                                        .formatted(model, data)))
                .isZero();
        Path json = work.resolve("figures.json");
        assertThat(
                        console.runLine(
                                "evaluate --model %s --dataset image-folder --data %s --corruptions none --points midpoint,at-0.5 --ensemble none --json %s"
                                        .formatted(model, data, json)))
                .isZero();
        JsonNode metrics = new ObjectMapper().readTree(json.toFile());
        assertThat(metrics).hasSize(2);
        assertThat(metrics.get(1).get("sums")).isEqualTo(metrics.get(0).get("sums"));
    }
}
