package dev.midstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.engine.tensorflow.GpuCheck;
import dev.midstream.trainer.cli.TrainerConsole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {
    @TempDir private Path directory;

    private final TrainerConsole console = new TrainerConsole();

    private int execute(String... arguments) {
        return console.run(arguments);
    }

    private int train(String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.add("train");
        arguments.addAll(List.of("--dataset", "image-folder"));
        arguments.addAll(List.of("--data", directory.toString()));
        arguments.addAll(List.of("--out", directory.resolve("model").toString()));
        arguments.addAll(List.of(more));
        return execute(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--network vgg16 | Unknown network: vgg16.",
                "--network cresnet9 | Invalid depth of a cresnet: 9.",
                "--subspace plane | Unknown subspace: plane.",
                "--epochs 0 | Invalid number of epochs: 0.",
                "--epochs x | Invalid value for option '--epochs'",
                "--epochs 3 --warmup-epochs 3 | Invalid number of warm-up epochs: 3.",
                "--learning-rate 0 | Invalid learning rate: 0.0.",
                "--momentum 1 | Invalid momentum: 1.0.",
                "--beta -1 | Invalid beta: -1.0.",
                "--weight-decay -1 | Invalid weight decay: -1.0.",
                "--label-smoothing 1 | Invalid label smoothing: 1.0.",
                "--dropout 1 | Invalid dropout: 1.0.",
                "--sam -0.1 | Invalid radius of SAM: -0.1.",
                "--subspace simplex --endpoints 10 | Invalid number of endpoints: 10. A simplex",
                "--subspace line --endpoints 3 | Invalid number of endpoints: a line has 2, not 3.",
                "--subspace point --layerwise | Invalid --layerwise or --samples-per-batch: a"
                        + " single",
                "--samples-per-batch 0 | Invalid number of samples a batch: 0.",
                "--samples-per-batch 65 | Invalid number of samples a batch: 65. Use at most half",
                "--batch-size 1 | Invalid batch size: 1.",
                "--threads -1 | Invalid number of threads: -1.",
                "--label-noise 1.5 | Invalid label noise rate: 1.5.",
                "--label-noise-kind odd | Unknown kind of label noise: odd.",
                "--limit 0 | Invalid --limit",
                "--samples -1 | Invalid --samples: -1. Use a number from 0.",
                "--subspace point --samples 2 | Invalid --points or --samples: a single network",
                "--subspace simplex --points 0.5 | Unknown point: 0.5. Use midpoint, endpoints,",
                "--subspace curve --points endpoint-2 | Unknown point: endpoint-2. Use midpoint,",
                "--points midpoint,midpoint | Invalid points: midpoint is named twice.",
                "--members 2 --points midpoint | Invalid --points or --samples: an ensemble",
                "--members 2 --subspace line | Invalid number of members: an ensemble is of",
                "--members 0 | Invalid number of members: 0.",
                "--patience 3 | Invalid patience: nothing is held out",
                "--holdout 0.1 --patience 3 --swa constant | Invalid patience: SWA averages",
                "--holdout 1 | Invalid share held out: 1.0.",
                "--memory-limit 4t | Invalid --memory-limit: 4t. Use for instance 800m or 4g.",
                "--epochs 8 --swa cyclic | Invalid averaging: 5 sets of weights cannot be taken",
                "--epochs 8 --swa constant | Invalid averaging: 5 sets of weights cannot be taken",
                "--swa cyclic --swa-models every | Invalid --swa-models: cycles end at certain",
                "--swa constant --swa-models few | Invalid --swa-models: few. Use a number",
                "--holdout-labels clean | Invalid --holdout-labels: nothing is held out",
                "--swa constant --swa-start 1 | Invalid start of SWA: 1.0.",
                "--swa-models every | Invalid --swa-models: nothing is averaged. Give --swa",
                "--swa-rate 0.1 | Invalid --swa-rate: nothing is averaged. Give --swa constant",
                "--swa-start 0.5 | Invalid --swa-start: nothing is averaged. Give --swa constant",
                "--checkpoint-minutes 0 | Invalid --checkpoint-minutes: 0.0.",
                "--precision float8 | Invalid value for option '--precision'",
                "--precision mixed --device cpu | Invalid precision: mixed needs a GPU.",
                "--precision bf16 --device gpu | Invalid precision: bf16 is for the CPU.",
                "--device tpu | Invalid value for option '--device'",
                "--augment cutmix | Unknown augmentation: cutmix.",
                "--norm layer | Invalid value for option '--norm'",
                "--no-such-option 1 | Unknown option"
            })
    void train_invalidOption_endsWithOneLineAndCode2(String options, String message) {
        assertThat(train(options.split(" "))).isEqualTo(2);
        assertThat(console.errors())
                .startsWith(message)
                .endsWith("Try 'trainer train --help'.\n")
                .hasLineCount(1);
    }

    @Test
    void train_missingOptions_endsWithOneLineAndCode2() {
        assertThat(execute("train", "--epochs", "3")).isEqualTo(2);
        assertThat(console.errors())
                .hasLineCount(1)
                .contains("--dataset", "--data", "--out")
                .contains("Missing required options");
    }

    @Test
    void train_noSuchData_endsWithOneLineAndCode1() {
        assertThat(train("--epochs", "1")).isEqualTo(1);
        assertThat(console.errors()).hasLineCount(1).contains(directory.toString());
    }

    @Test
    void train_modelExists_endsWithOneLineAndCode1() throws Exception {
        Path model = Files.createDirectory(directory.resolve("model"));
        Files.writeString(model.resolve("manifest.json"), "{}");
        assertThat(train()).isEqualTo(1);
        assertThat(console.errors()).hasLineCount(1).contains("it exists", "--overwrite");
    }

    @Test
    void train_noSuchGpu_endsWithOneLineAndCode1() {
        assertThat(train("--device", "gpu")).isEqualTo(1);
        assertThat(console.errors())
                .hasLineCount(1)
                .startsWith("Cannot use a GPU: ")
                .contains("; or else use --device cpu");
        for (String library : List.of("libcuda.so.1", "libcudart.so.12", "libcudnn.so.8")) {
            boolean missing = !GpuCheck.missing(List.of(library)).isEmpty();
            assertThat(console.errors().contains(library)).as(library).isEqualTo(missing);
        }
    }

    @Test
    void train_interruptedBefore_endsWithOneLineAndCode1() throws Exception {
        Files.writeString(directory.resolve("model.checkpoint"), "");
        assertThat(train()).isEqualTo(1);
        assertThat(console.errors())
                .hasLineCount(1)
                .contains("holds an interrupted run. Go on with --resume, or start anew with");
    }

    @Test
    void trainer_noCommand_endsWithOneLineAndCode2() {
        assertThat(execute()).isEqualTo(2);
        assertThat(console.errors())
                .isEqualTo(
                        "Missing command: use train, evaluate, sample, landscape, adopt or"
                                + " reproduce. Try 'trainer --help'.\n");
    }

    @Test
    void trainer_unknownCommand_namesThoseThatThereAre() {
        assertThat(execute("learn")).isEqualTo(2);
        assertThat(console.errors())
                .isEqualTo(
                        "Unknown command: learn. Use train, evaluate, sample, landscape, adopt or"
                                + " reproduce. Try 'trainer --help'.\n");
    }

    /** Small images stand for large ones: the parameters are the same. */
    @Test
    void train_morePointsThanASavedModelHolds_endsWithOneLineAndCode2() throws Exception {
        PatternImages.write(directory, 50, 0);
        assertThat(train("--network", "wideresnet50-2", "--samples", "9", "--batch-size", "16"))
                .isEqualTo(2);
        assertThat(console.errors())
                .startsWith("Invalid number of points: 12 points of 66,")
                .contains("a SavedModel holds less than 2 GiB. Export at most 7, with --points and")
                .hasLineCount(1);
    }
}
