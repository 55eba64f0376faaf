package dev.midstream.trainer.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.engine.Batching;
import dev.midstream.engine.Engines;
import dev.midstream.engine.Scorer;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.reference.ReferenceData;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import dev.midstream.trainer.cli.TrainerConsole;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Networks of PyTorch answer here as they do there. Needs the system's python3 with PyTorch,
 * torchvision and onnx: without them the tests are skipped; with CI=true, or with
 * MIDSTREAM_TORCH=required, they fail. The small network is trained on CIFAR-10 where the reference
 * data have it.
 */
class TorchNetworksIT {
    private static final String PYTHON = "/usr/bin/python3";
    private static final int IMAGES = 24;
    private static final int CLASSES = 10;
    private static final double TOLERANCE = 1e-4;

    @TempDir private static Path networks;
    private static String exported = "";

    private final TrainerConsole console = new TrainerConsole();

    @BeforeAll
    static void export() throws Exception {
        require(run(PYTHON, "-c", "import torch, torchvision, onnx, PIL, numpy").isEmpty());
        List<String> command =
                new ArrayList<>(
                        List.of(
                                PYTHON,
                                "-B",
                                "-W",
                                "ignore",
                                "src/test/python/torch_networks.py",
                                networks.toString()));
        ReferenceData.find("data/cifar10-jpeg.tar.xz").map(Path::toString).ifPresent(command::add);
        exported = run(command.toArray(new String[0]));
    }

    @ParameterizedTest
    @CsvSource({
        "resnet18, imagenet",
        "mobilenet_v2, imagenet",
        "efficientnet_b0, imagenet",
        "vision_transformer, imagenet",
        "small_cifar, cifar10"
    })
    void adopt_networkOfPyTorch_answersAsThere(String name, String preset) throws Exception {
        float[] expected = logits(name);
        Path model = networks.resolve(name + "-model");

        int exit =
                console.runLine(
                        "adopt --model %s --out %s --dataset test --preset %s"
                                .formatted(networks.resolve(name + ".onnx"), model, preset));

        assertThat(exit).as(console.errors()).isZero();
        float[] actual = scored(model, name);
        double largest = compare(actual, expected);
        System.out.printf(
                "%s; largest difference %.1e%n",
                exported.lines().filter(line -> line.startsWith(name)).findFirst().orElseThrow(),
                largest);
        assertEvaluated(model, name, expected);
    }

    /** Returns the largest difference, relative to the largest logit of the image. */
    private static double compare(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double largest = 0;
        for (int image = 0; image < IMAGES; image++) {
            double scale = 0;
            for (int i = image * CLASSES; i < (image + 1) * CLASSES; i++) {
                scale = Math.max(scale, Math.abs(expected[i]));
            }
            for (int i = image * CLASSES; i < (image + 1) * CLASSES; i++) {
                double difference = Math.abs(actual[i] - expected[i]) / scale;
                assertThat(difference).as("image %d", image).isLessThan(TOLERANCE);
                largest = Math.max(largest, difference);
            }
            if (margin(expected, image) > 2 * TOLERANCE * scale) {
                assertThat(best(actual, image)).isEqualTo(best(expected, image));
            }
        }
        return largest;
    }

    /** The evaluation predicts the classes that PyTorch does. */
    private void assertEvaluated(Path model, String name, float[] expected) throws IOException {
        Path csv = networks.resolve(name + ".csv");
        int exit =
                console.runLine(
                        "evaluate --model %s --dataset npz --data %s --corruptions none --order"
                                        .formatted(model, networks.resolve(name + ".npz"))
                                + " listed --predictions "
                                + csv);
        assertThat(exit).as(console.errors()).isZero();
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(1 + IMAGES);
        int predicted = List.of(lines.get(0).split(",", -1)).indexOf("predicted");
        for (int image = 0; image < IMAGES; image++) {
            if (margin(expected, image) > TOLERANCE) {
                assertThat(lines.get(1 + image).split(",", -1)[predicted])
                        .isEqualTo(Integer.toString(best(expected, image)));
            }
        }
    }

    private static float[] scored(Path directory, String name) throws Exception {
        ModelDirectory model = ModelDirectory.open(directory);
        PointSelection points = PointSelection.select(model.manifest(), List.of("model"));
        ImageDataset images = Datasets.open("npz", networks.resolve(name + ".npz"), Split.TEST);
        assertThat(images.size()).isEqualTo(IMAGES);
        int imageBytes = images.height() * images.width() * images.channels();
        byte[] pixels = new byte[IMAGES * imageBytes];
        for (int i = 0; i < IMAGES; i++) {
            System.arraycopy(images.image(i).pixels(), 0, pixels, i * imageBytes, imageBytes);
        }
        try (Scorer scorer = Engines.installed().open(model, points, Batching.withThreads(1))) {
            return scorer.score(pixels, IMAGES);
        }
    }

    private static int best(float[] logits, int image) {
        int best = 0;
        for (int k = 1; k < CLASSES; k++) {
            if (logits[image * CLASSES + k] > logits[image * CLASSES + best]) {
                best = k;
            }
        }
        return best;
    }

    /** By how much the best class is ahead of the second best. */
    private static double margin(float[] logits, int image) {
        int best = best(logits, image);
        double second = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < CLASSES; k++) {
            second = k == best ? second : Math.max(second, logits[image * CLASSES + k]);
        }
        return logits[image * CLASSES + best] - second;
    }

    private static float[] logits(String name) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(networks.resolve(name + ".logits")))
                        .order(ByteOrder.LITTLE_ENDIAN);
        float[] logits = new float[IMAGES * CLASSES];
        bytes.asFloatBuffer().get(logits);
        return logits;
    }

    private static void require(boolean present) {
        if (present) {
            return;
        }
        String reason =
                "python3 with PyTorch not found (python3-torch, python3-torchvision, python3-onnx)";
        if ("true".equals(System.getenv("CI"))
                || "required".equals(System.getenv("MIDSTREAM_TORCH"))) {
            Assertions.fail(reason);
        }
        Assumptions.abort(reason);
    }

    /** Returns what a command says; also if it fails. */
    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? output : output + " failed";
    }
}
