package dev.midstream.trainer.adopt;

import dev.midstream.InputLayout;
import dev.midstream.InputType;
import dev.midstream.ModelManifest;
import dev.midstream.cli.RecordNames;
import dev.midstream.cli.Usage;
import dev.midstream.cli.Version;
import dev.midstream.engine.batch.NetworkSignature;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.cli.ModelIdOption;
import dev.midstream.trainer.network.ImageShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code adopt}: creates a model directory from a network of another tool. */
@Command(
        name = "adopt",
        description =
                "Makes a model directory of an ONNX file or a SavedModel that another tool wrote,"
                    + " so that it can be evaluated and scored. It needs one image input, [batch,"
                    + " height, width, channel] or [batch, channel, height, width], and an output"
                    + " [batch, classes].",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
public final class AdoptCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ForeignOptions foreign = new ForeignOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Model directory to write: new or empty.")
    private Path out = Path.of("");

    @Mixin private ModelIdOption modelId = new ModelIdOption();

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "NAME",
            description = "Data set that the model was trained on, for the manifest.")
    private String dataset = "";

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description =
                    "File with the classes' names by index, one per line (default: their numbers).")
    private Optional<Path> classes = Optional.empty();

    @Mixin private ImageOptions imageOptions = new ImageOptions();

    @Option(
            names = "--output-type",
            paramLabel = "WHAT",
            description =
                    "Kind of output: logits or probabilities (default: guessed from the answers to"
                            + " random images).")
    private Optional<AdoptedOutput> outputType = Optional.empty();

    @Override
    public Integer call() throws IOException, InvalidModelException {
        Usage.check(spec, () -> Objects.requireNonNull(RecordNames.checked("--dataset", dataset)));
        ForeignNetwork network = network();
        NetworkSignature found = network.signature();
        ImageShape shape = Usage.checked(spec, () -> imageOptions.shape(found));
        InputStatistics statistics =
                Usage.checked(spec, () -> imageOptions.statistics(found, shape.channels()));
        ImageOptions.Transform transform = Usage.checked(spec, () -> imageOptions.transform(shape));
        AdoptedModel adopted = new AdoptedModel(network, shape, statistics, transform);
        NoiseAnswers answers = adopted.answerNoise();
        List<String> names = classNames(answers.classes());
        AdoptedOutput kind = outputType.orElseGet(answers::guess);
        Path target = out.toAbsolutePath().normalize();
        ModelManifest manifest = adopted.manifest(modelId.of(out), dataset, names, kind);
        ModelDirectory directory = AdoptedFiles.copy(network, target, manifest);
        report(directory.manifest(), network);
        return 0;
    }

    private ForeignNetwork network() throws IOException, InvalidModelException {
        try {
            return foreign.open();
        } catch (IllegalArgumentException e) {
            throw Usage.error(spec, String.valueOf(e.getMessage()));
        }
    }

    private void report(ModelManifest manifest, ForeignNetwork network) {
        PrintWriter print = spec.commandLine().getOut();
        print.printf(
                "%s: input %s, %s, %s, %d x %d x %d; output %s, %d classes, %s.%n",
                network.title(),
                manifest.getInputName(),
                manifest.getInputType() == InputType.UINT8 ? "uint8" : "float32",
                manifest.getInputLayout() == InputLayout.NHWC ? "channels last" : "channels first",
                manifest.getInputHeight(),
                manifest.getInputWidth(),
                manifest.getInputChannels(),
                manifest.getOutputName(),
                manifest.getClasses().size(),
                outputType.isPresent()
                        ? outputType.get() + " as given"
                        : AdoptedOutput.of(manifest.getOutputType())
                                + " by its answers to noise; --output-type overrides");
        if (manifest.getInputType() == InputType.FLOAT32) {
            print.println(normalisation(manifest));
        }
        print.printf("Model %s is in %s.%n", manifest.getModelId(), out);
        print.flush();
    }

    private static String normalisation(ModelManifest manifest) {
        List<Double> means = manifest.getInputMean();
        List<Double> deviations = manifest.getInputDeviation();
        if (means.isEmpty() && deviations.isEmpty()) {
            return "The input is pixel / 255; --preset, --input-mean and --input-std override.";
        }
        return "The input is (pixel / 255 - %s) / %s."
                .formatted(means.isEmpty() ? "0" : means, deviations.isEmpty() ? "1" : deviations);
    }

    private List<String> classNames(int count) {
        try {
            return ClassNames.of(classes, count);
        } catch (IllegalArgumentException e) {
            throw Usage.error(spec, String.valueOf(e.getMessage()));
        }
    }
}
