package dev.midstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.ModelPoint;
import dev.midstream.PointRole;
import dev.midstream.SubspaceKind;
import dev.midstream.engine.Batching;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.engine.tensorflow.SavedModelScorer;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Real training, from image files to a model directory that the scorer reads. */
class TrainCommandIT {
    @TempDir private static Path directory;

    @BeforeAll
    static void writeImages() throws IOException {
        PatternImages.write(directory.resolve("images"), 128, 40);
    }

    private static String train(Path out, String... more) {
        return train(directory.resolve("images"), out, more);
    }

    private static String train(Path images, Path out, String... more) {
        StringWriter output = new StringWriter();
        CommandLine command = Trainer.commandLine();
        command.setOut(new PrintWriter(output, true));
        command.setErr(new PrintWriter(output, true));
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("train", "--dataset", "image-folder"));
        arguments.addAll(List.of("--data", images.toString()));
        arguments.addAll(List.of("--out", out.toString(), "--network", "cresnet8-w8"));
        arguments.addAll(List.of("--batch-size", "32", "--schedule", "step", "--device", "cpu"));
        arguments.addAll(List.of(more));
        int code = command.execute(arguments.toArray(String[]::new));
        return code + " " + output;
    }

    /** The share of test images that each point gets right. */
    private static List<Double> accuracies(ModelDirectory model) throws Exception {
        ImageDataset test = Datasets.open("image-folder", directory.resolve("images"), Split.TEST);
        byte[] pixels = new byte[test.size() * PatternImages.SIZE * PatternImages.SIZE * 3];
        for (int i = 0; i < test.size(); i++) {
            test.copyPixels(i, pixels, i * PatternImages.SIZE * PatternImages.SIZE * 3);
        }
        Batching batching = Batching.withThreads(Runtime.getRuntime().availableProcessors());
        try (SavedModelScorer scorer =
                SavedModelScorer.open(
                        model.path(),
                        model.manifest().getAllPointsSignature(),
                        NetworkFormat.of(model.manifest()),
                        batching)) {
            float[] logits = scorer.score(pixels, test.size());
            List<Double> accuracies = new ArrayList<>();
            for (int point = 0; point < scorer.points(); point++) {
                int correct = 0;
                for (int i = 0; i < test.size(); i++) {
                    int best = 0;
                    int row = (point * test.size() + i) * 3;
                    for (int k = 1; k < 3; k++) {
                        best = logits[row + k] > logits[row + best] ? k : best;
                    }
                    correct += best == test.label(i) ? 1 : 0;
                }
                accuracies.add((double) correct / test.size());
            }
            return accuracies;
        }
    }

    @Test
    void train_line_writesAModelWhosePointsClassifyUnseenImages() throws Exception {
        Path out = directory.resolve("line");
        assertThat(train(out, "--epochs", "6", "--samples", "1", "--seed", "3"))
                .startsWith("0 Wrote " + out);
        ModelDirectory model = ModelDirectory.open(out);
        assertThat(model.manifest().getSubspace()).isEqualTo(SubspaceKind.LINE);
        assertThat(model.manifest().getModelId()).isEqualTo("line");
        assertThat(model.manifest().getNetwork()).isEqualTo("cresnet8-w8");
        assertThat(model.manifest().getClasses()).containsExactly("chequers", "columns", "rows");
        assertThat(model.manifest().getSeed()).isEqualTo(3);
        assertThat(model.manifest().getPoints())
                .extracting(ModelPoint::getPointId)
                .containsExactly("midpoint", "endpoint-0", "endpoint-1", "sample-0");
        assertThat(model.manifest().getPoints())
                .extracting(ModelPoint::getRole)
                .containsExactly(
                        PointRole.MIDPOINT,
                        PointRole.ENDPOINT,
                        PointRole.ENDPOINT,
                        PointRole.SAMPLE);
        assertThat(model.manifest().getPoints().get(0).getWeights()).containsExactly(0.5, 0.5);
        // Three classes, so chance is a third.
        assertThat(accuracies(model)).hasSize(4).allMatch(accuracy -> accuracy > 0.85);
        JsonNode history = new ObjectMapper().readTree(out.resolve("training.json").toFile());
        assertThat(history.get("epochs")).hasSize(6);
        double firstLoss = history.get("epochs").get(0).get("loss").asDouble();
        double lastLoss = history.get("epochs").get(5).get("loss").asDouble();
        assertThat(lastLoss).isLessThan(firstLoss / 2);
        assertThat(history.get("options").get("subspace").asText()).isEqualTo("line");
    }

    @Test
    void train_point_writesOneNetwork() throws Exception {
        Path out = directory.resolve("point");
        assertThat(train(out, "--epochs", "5", "--subspace", "point", "--model-id", "plain"))
                .startsWith("0 Wrote ");
        ModelDirectory model = ModelDirectory.open(out);
        assertThat(model.manifest().getModelId()).isEqualTo("plain");
        assertThat(model.manifest().getPoints())
                .singleElement()
                .satisfies(
                        point -> {
                            assertThat(point.getPointId()).isEqualTo("midpoint");
                            assertThat(point.getWeights()).containsExactly(1.0);
                        });
        assertThat(accuracies(model)).singleElement().matches(accuracy -> accuracy > 0.85);
    }

    @Test
    void train_sameSeed_givesTheSameModel() throws Exception {
        String[] options = {
            "--epochs", "1", "--limit", "96", "--bn-images", "64", "--threads", "1"
        };
        train(directory.resolve("once"), options);
        train(directory.resolve("again"), options);
        assertThat(Files.readAllBytes(directory.resolve("once/endpoints.npz")))
                .isEqualTo(Files.readAllBytes(directory.resolve("again/endpoints.npz")));
    }

    @Test
    void train_rateFarTooHigh_endsWithOneLineAndCode1() {
        Path out = directory.resolve("diverged");
        assertThat(train(out, "--epochs", "3", "--learning-rate", "1e30", "--warmup-epochs", "0"))
                .startsWith("1 Cannot continue training: the loss is not a number in epoch ")
                .contains("Lower --learning-rate")
                .hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void train_batchLargerThanTheImages_isRefused() {
        assertThat(train(directory.resolve("none"), "--limit", "20"))
                .startsWith("2 Invalid --batch-size: 32 is more than the 20 training images");
    }

    @Test
    void train_damagedImage_endsWithOneLineOrIsLeftOut() throws Exception {
        Path images = directory.resolve("damaged");
        PatternImages.write(images, 16, 1);
        try (Stream<Path> files = Files.walk(images.resolve("train"))) {
            // Not the first, whose size is that of all.
            Path last = files.filter(Files::isRegularFile).max(Comparator.naturalOrder()).get();
            Files.write(last, new byte[] {1, 2, 3});
        }
        String[] options = {"--epochs", "1", "--subspace", "point", "--bn-images", "32"};
        Path out = directory.resolve("readable");

        assertThat(train(images, out, options)).startsWith("1 Cannot read ").hasLineCount(1);
        List<String> fromDisk = new ArrayList<>(List.of(options));
        fromDisk.addAll(List.of("--memory-limit", "1k"));
        assertThat(train(images, out, fromDisk.toArray(new String[0])))
                .startsWith("1 Cannot read 1 of 48 images: ")
                .hasLineCount(1);
        List<String> more = new ArrayList<>(List.of(options));
        more.add("--skip-unreadable");
        assertThat(train(images, out, more.toArray(new String[0])))
                .startsWith("0 Left out because they cannot be read: 1 of 48 images: ");

        assertThat(ModelDirectory.open(out).manifest().getTraining())
                .containsEntry("skip-unreadable", "true")
                .containsEntry("images", "47")
                .containsEntry("split-images", "47");
    }
}
