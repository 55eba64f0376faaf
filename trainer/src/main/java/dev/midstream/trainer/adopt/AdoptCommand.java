package dev.midstream.trainer.adopt;

import dev.midstream.InputType;
import dev.midstream.ModelManifest;
import dev.midstream.cli.RecordNames;
import dev.midstream.cli.Usage;
import dev.midstream.cli.Version;
import dev.midstream.engine.tensorflow.SignatureInspection;
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

/** The command {@code adopt}: makes a model directory of a SavedModel of another tool. */
@Command(
        name = "adopt",
        description =
                "Makes a model directory of a SavedModel that another tool wrote, so that it can be"
                        + " evaluated and scored. It needs a signature with one image input [batch,"
                        + " height, width, channel] and one output [batch, classes].",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
public final class AdoptCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "The SavedModel: saved_model.pb and its variables.")
    private Path model = Path.of("");

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

    @Option(
            names = "--signature",
            paramLabel = "NAME",
            defaultValue = "serving_default",
            description = "Signature to adopt (default: serving_default).")
    private String signature = "serving_default";

    @Mixin private ImageOptions imageOptions = new ImageOptions();

    @Option(
            names = "--output",
            paramLabel = "WHAT",
            description =
                    "Kind of output: logits or probabilities (default: guessed from the answers to"
                            + " random images).")
    private Optional<AdoptedOutput> output = Optional.empty();

    @Override
    public Integer call() throws IOException, InvalidModelException {
        Usage.check(spec, () -> Objects.requireNonNull(RecordNames.checked("--dataset", dataset)));
        SignatureInspection found = SignatureInspection.of(model, signature);
        ImageShape shape = Usage.checked(spec, () -> imageOptions.shape(found));
        InputStatistics statistics =
                Usage.checked(spec, () -> imageOptions.statistics(found, shape.channels()));
        AdoptedModel adopted = new AdoptedModel(model, signature, found, shape, statistics);
        NoiseAnswers answers = adopted.answerNoise();
        List<String> names = classNames(answers.classes());
        AdoptedOutput kind = output.orElseGet(answers::guess);
        Path target = out.toAbsolutePath().normalize();
        ModelManifest manifest = adopted.manifest(modelId.of(out), dataset, names, kind);
        ModelDirectory directory = AdoptedFiles.copy(model, target, manifest);
        report(directory.manifest(), found);
        return 0;
    }

    private void report(ModelManifest manifest, SignatureInspection found) {
        PrintWriter print = spec.commandLine().getOut();
        print.printf(
                "Signature %s: input %s, %s, %d x %d x %d; output %s, %d classes, %s.%n",
                signature,
                found.inputName(),
                manifest.getInputType() == InputType.UINT8 ? "uint8" : "float32",
                manifest.getInputHeight(),
                manifest.getInputWidth(),
                manifest.getInputChannels(),
                found.outputName(),
                manifest.getClasses().size(),
                output.isPresent()
                        ? output.get() + " as given"
                        : AdoptedOutput.of(manifest.getOutputType())
                                + " by its answers to noise; --output overrides");
        print.printf("Model %s is in %s.%n", manifest.getModelId(), out);
        print.flush();
    }

    private List<String> classNames(int count) {
        try {
            return ClassNames.of(classes, count);
        } catch (IllegalArgumentException e) {
            throw Usage.error(spec, String.valueOf(e.getMessage()));
        }
    }
}
