package dev.midstream.trainer.adopt;

import dev.midstream.InputType;
import dev.midstream.ModelManifest;
import dev.midstream.cli.Usage;
import dev.midstream.cli.Version;
import dev.midstream.engine.tensorflow.InvalidSavedModelException;
import dev.midstream.engine.tensorflow.SignatureInspection;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.cli.ModelIdOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code adopt}. */
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
            description = "Where the model directory goes: new or empty.")
    private Path out = Path.of("");

    @Mixin private ModelIdOption modelId = new ModelIdOption();

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "NAME",
            description = "What the model was trained on; goes into the manifest.")
    private String dataset = "";

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description = "The classes' names by index, a line each (default: their numbers).")
    private Optional<Path> classes = Optional.empty();

    @Option(
            names = "--signature",
            paramLabel = "NAME",
            defaultValue = "serving_default",
            description = "Signature to adopt (default: serving_default).")
    private String signature = "serving_default";

    @Option(
            names = "--size",
            paramLabel = "HEIGHTxWIDTHxCHANNELS",
            description =
                    "Size of an image in pixels and channels, for instance 32x32x3, where the"
                            + " signature leaves it open (default: that of the signature).")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--input-mean",
            split = ",",
            paramLabel = "M",
            description =
                    "Mean of a float32 input, which is (pixel / 255 - mean) / deviation: one"
                            + " number, or one a channel (default: 0).")
    private List<Double> mean = new ArrayList<>();

    @Option(
            names = "--input-std",
            split = ",",
            paramLabel = "D",
            description =
                    "Deviation of a float32 input, see --input-mean: one number, or one"
                            + " a channel (default: 1; 0.00392156862745098 is for pixels 0-255).")
    private List<Double> deviation = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "WHAT",
            description =
                    "What the output is, logits or probabilities (default: what the answers to"
                            + " noise images look like).")
    private Optional<AdoptedOutput> output = Optional.empty();

    @Override
    public Integer call() throws IOException, InvalidSavedModelException {
        SignatureInspection found = SignatureInspection.of(model, signature);
        boolean bytes = found.pixels() == SignatureInspection.Pixels.UINT8;
        if (bytes && !(mean.isEmpty() && deviation.isEmpty())) {
            throw usage("The input is uint8: --input-mean and --input-std are for float32.");
        }
        int[] image = image(found);
        AdoptedModel adopted =
                new AdoptedModel(
                        model,
                        signature,
                        found,
                        image,
                        forChannels("--input-mean", mean, image[2]),
                        forChannels("--input-std", positive(deviation), image[2]));
        NoiseAnswers answers = adopted.answerNoise();
        List<String> names = classNames(answers.classes());
        AdoptedOutput kind = output.orElseGet(answers::look);
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
                        ? output.get() + " as you say"
                        : AdoptedOutput.of(manifest.getOutputType())
                                + " by its answers to noise; --output overrides");
        print.printf("Model %s is in %s.%n", manifest.getModelId(), out);
        print.flush();
    }

    private int[] image(SignatureInspection found) {
        int[] image = {found.height(), found.width(), found.channels()};
        if (size.isPresent()) {
            if (!size.get().matches("\\d{1,5}x\\d{1,5}x\\d{1,3}")) {
                throw usage("Invalid --size: " + size.get() + ". Give one such as 32x32x3.");
            }
            String[] given = size.get().split("x", -1);
            for (int i = 0; i < image.length; i++) {
                int value = Integer.parseInt(given[i]);
                if (value < 1 || (image[i] >= 0 && image[i] != value)) {
                    throw usage(
                            "Invalid --size: %s. The signature says %d x %d x %d."
                                    .formatted(
                                            size.get(),
                                            found.height(),
                                            found.width(),
                                            found.channels()));
                }
                image[i] = value;
            }
        }
        if (image[0] < 1 || image[1] < 1 || image[2] < 1) {
            throw usage("The signature leaves the image's size open: give --size, as in 32x32x3.");
        }
        return image;
    }

    private List<Double> positive(List<Double> deviations) {
        for (double given : deviations) {
            if (!(given > 0 && given < Double.POSITIVE_INFINITY)) {
                throw usage("Invalid --input-std: " + given + ". Give positive numbers.");
            }
        }
        return deviations;
    }

    /** A single number serves all channels. */
    private List<Double> forChannels(String option, List<Double> given, int channels) {
        if (given.size() == 1) {
            return Collections.nCopies(channels, given.get(0));
        }
        if (!given.isEmpty() && given.size() != channels) {
            throw usage(
                    "Invalid %s: %d numbers for %d channels. Give one number, or one a channel."
                            .formatted(option, given.size(), channels));
        }
        return List.copyOf(given);
    }

    private List<String> classNames(int count) throws IOException {
        if (classes.isEmpty()) {
            return IntStream.range(0, count).mapToObj(Integer::toString).toList();
        }
        if (!Files.isReadable(classes.get())) {
            throw usage(
                    "Invalid --classes: %s cannot be read. Give a file with a name a line."
                            .formatted(classes.get()));
        }
        List<String> names =
                Files.readAllLines(classes.get()).stream()
                        .filter(line -> !line.isBlank())
                        .map(String::strip)
                        .toList();
        if (names.size() != count) {
            throw usage(
                    "Invalid --classes: %s names %d classes, but the model has %d."
                            .formatted(classes.get(), names.size(), count));
        }
        return names;
    }

    private ParameterException usage(String message) {
        return Usage.error(spec, message);
    }
}
