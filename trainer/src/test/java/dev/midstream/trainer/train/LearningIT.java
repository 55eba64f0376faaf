package dev.midstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.ModelPoint;
import dev.midstream.PointRole;
import dev.midstream.SubspaceKind;
import dev.midstream.images.reference.ReferenceData;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.Trainer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/**
 * Every subspace and every baseline learns, in two epochs of a small network: on photographs of
 * CIFAR-10 where they are, on patterns elsewhere.
 */
class LearningIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir private static Path directory;

    private static double floor;

    @BeforeAll
    static void writeImages() throws Exception {
        Optional<Path> archive = ReferenceData.find("data/cifar10-jpeg.tar.xz");
        Path images = Files.createDirectory(directory.resolve("images"));
        if (archive.isPresent()) {
            // A hundred photographs a class.
            Process tar =
                    new ProcessBuilder(
                                    "tar",
                                    "-xJf",
                                    archive.get().toString(),
                                    "-C",
                                    images.toString(),
                                    "--wildcards",
                                    "train/*/00*.jpg")
                            .inheritIO()
                            .start();
            assertThat(tar.waitFor()).isZero();
            // Ten classes: chance is a tenth, with a standard deviation of a hundredth.
            floor = 0.14;
        } else {
            // Without the reference data, patterns take the place of photographs.
            PatternImages.write(images, 250, 0);
            floor = 0.5;
        }
    }

    private static String train(Path out, String options) {
        StringWriter output = new StringWriter();
        CommandLine command = Trainer.commandLine();
        command.setOut(new PrintWriter(output, true));
        command.setErr(new PrintWriter(output, true));
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("train", "--dataset", "image-folder"));
        arguments.addAll(List.of("--data", directory.resolve("images").toString()));
        arguments.addAll(List.of("--out", out.toString(), "--network", "cresnet8-w8"));
        arguments.addAll(List.of("--batch-size", "32", "--epochs", "2", "--device", "cpu"));
        arguments.addAll(List.of("--schedule", "step", "--bn-images", "64"));
        arguments.addAll(List.of(options.split(" ")));
        int code = command.execute(arguments.toArray(String[]::new));
        return code + " " + output;
    }

    @ParameterizedTest
    @CsvSource({
        "--subspace point",
        "--subspace line",
        "--subspace line --layerwise",
        "--subspace curve",
        "--subspace simplex --endpoints 3",
        "--subspace simplex --endpoints 3 --layerwise",
        "--subspace line --samples-per-batch 2",
        "--subspace point --swa constant --swa-start 0.4 --swa-models every",
        "--subspace point --swa cyclic --swa-start 0.5 --swa-models 2 --warmup-epochs 0",
        "--subspace line --sam 0.05",
        "--subspace point --dropout 0.1",
        "--subspace line --label-smoothing 0.1 --label-noise 0.2 --label-noise-kind uniform",
        "--subspace point --members 2",
        "--subspace simplex --holdout 0.1 --patience 1 --label-noise 0.1"
    })
    void train_twoEpochs_learns(String options) throws Exception {
        Path out = directory.resolve(options.replaceAll("[^a-z0-9.]+", "-"));
        assertThat(train(out, options)).startsWith("0 Wrote ");
        JsonNode epochs = MAPPER.readTree(out.resolve("training.json").toFile()).get("epochs");
        JsonNode first = epochs.get(0);
        JsonNode last = epochs.get(epochs.size() - 1);
        assertThat(last.get("loss").asDouble()).isLessThan(first.get("loss").asDouble());
        assertThat(last.get("accuracy").asDouble()).isGreaterThan(floor);
        ModelDirectory.open(out);
    }

    @Test
    void train_curve_exportsPointsOnTheCurve() throws Exception {
        Path out = directory.resolve("curve");
        String options = "--subspace curve --limit 64 --points midpoint,endpoints,0.3";
        assertThat(train(out, options + " --samples 1")).startsWith("0 Wrote ");
        ModelDirectory model = ModelDirectory.open(out);
        assertThat(model.manifest().getSubspace()).isEqualTo(SubspaceKind.CURVE);
        List<ModelPoint> points = model.manifest().getPoints();
        assertThat(points)
                .extracting(ModelPoint::getPointId)
                .containsExactly("midpoint", "endpoint-0", "endpoint-1", "at-0.3", "sample-0");
        assertThat(points.get(0).getWeights()).containsExactly(0.25, 0.25, 0.5);
        assertThat(points.get(1).getWeights()).containsExactly(1.0, 0.0, 0.0);
        assertThat(points.get(2).getWeights()).containsExactly(0.0, 1.0, 0.0);
        assertThat(points.get(3).getRole()).isEqualTo(PointRole.SAMPLE);
    }

    @Test
    void train_members_exportsAnEnsemble() throws Exception {
        Path out = directory.resolve("ensemble");
        assertThat(train(out, "--members 3 --limit 64")).startsWith("0 Wrote ");
        ModelDirectory model = ModelDirectory.open(out);
        assertThat(model.manifest().getSubspace()).isEqualTo(SubspaceKind.ENSEMBLE);
        assertThat(model.manifest().getPoints())
                .extracting(ModelPoint::getPointId)
                .containsExactly("member-0", "member-1", "member-2");
        assertThat(model.manifest().getPoints())
                .extracting(ModelPoint::getRole)
                .containsOnly(PointRole.MEMBER);
        assertThat(model.manifest().getPoints().get(1).getWeights()).containsExactly(0.0, 1.0, 0.0);
    }
}
