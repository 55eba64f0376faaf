package dev.midstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.SavedModel;

/** Runs that end before their time, as processes of their own. */
class ResumeIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir private Path directory;

    private List<String> arguments(String out, String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("train", "--dataset", "image-folder"));
        arguments.addAll(List.of("--data", directory.resolve("images").toString()));
        arguments.addAll(List.of("--out", directory.resolve(out).toString()));
        arguments.addAll(
                List.of("--network", "cresnet8-w8", "--batch-size", "32", "--epochs", "3"));
        arguments.addAll(List.of("--subspace", "line", "--layerwise", "--dropout", "0.1"));
        arguments.addAll(
                List.of("--swa", "constant", "--swa-start", "0.4", "--swa-models", "every"));
        arguments.addAll(List.of("--holdout", "0.2", "--label-noise", "0.1"));
        arguments.addAll(List.of("--bn-images", "64", "--checkpoint-minutes", "0.001"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    /** Epochs that a checkpoint has completed, and steps beyond them; nothing if there is none. */
    private static List<Integer> place(Path checkpoint) {
        if (!Files.exists(checkpoint)) {
            return List.of(0, 0);
        }
        try (ZipFile zip = new ZipFile(checkpoint.toFile());
                InputStream state = zip.getInputStream(zip.getEntry("state.json"))) {
            JsonNode progress = MAPPER.readTree(state).get("progress");
            return List.of(
                    progress.get("epoch").asInt(), progress.get("sums").get("steps").asInt());
        } catch (IOException e) {
            throw new IllegalStateException("a checkpoint is not whole", e);
        }
    }

    @Test
    void train_killedInTheSecondEpoch_resumesToTheSameWeights() throws Exception {
        PatternImages.write(file("images"), 320, 4);
        TrainerProcess whole = TrainerProcess.start(file("whole.log"), arguments("whole"));
        assertThat(whole.exitCode()).as(whole.output()).isZero();
        assertThat(file("whole.checkpoint")).doesNotExist();

        TrainerProcess killed = TrainerProcess.start(file("killed.log"), arguments("cut"));
        Path checkpoint = file("cut.checkpoint");
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> place(checkpoint).get(0) >= 1 || !killed.running());
        killed.kill();
        List<Integer> place = place(checkpoint);
        assertThat(place.get(0)).as("epochs complete: %s", killed.output()).isEqualTo(1);
        assertThat(file("cut")).doesNotExist();

        // A disk that is full from now on: the checkpoint, of 300 KB, stays as it is.
        byte[] good = Files.readAllBytes(checkpoint);
        TrainerProcess full =
                TrainerProcess.start(
                        file("full.log"), "ulimit -f 200", arguments("cut", "--resume"));
        assertThat(full.exitCode()).isEqualTo(1);
        assertThat(full.output().lines().filter(line -> line.startsWith("Cannot")))
                .as(full.output())
                .singleElement()
                .asString()
                .startsWith("Cannot write checkpoint " + checkpoint + ": ")
                .endsWith(
                        "The previous one, if any, is intact: free disk space and continue with"
                                + " --resume.");
        assertThat(Files.readAllBytes(checkpoint)).isEqualTo(good);

        TrainerProcess resumed =
                TrainerProcess.start(file("resumed.log"), arguments("cut", "--resume"));
        assertThat(resumed.exitCode()).as(resumed.output()).isZero();
        assertThat(resumed.output()).contains("Resumed after ").doesNotContain("epoch 1/3 took");
        assertThat(Files.readAllBytes(file("cut/endpoints.npz")))
                .isEqualTo(Files.readAllBytes(file("whole/endpoints.npz")));
        // The maps in it have no order, so that equal models differ byte by byte.
        assertThat(SavedModel.parseFrom(Files.readAllBytes(file("cut/saved_model.pb"))))
                .isEqualTo(SavedModel.parseFrom(Files.readAllBytes(file("whole/saved_model.pb"))));
        assertThat(checkpoint).doesNotExist();
    }
}
