package dev.midstream.trainer.adopt;

import dev.midstream.InputLayout;
import dev.midstream.engine.onnx.OnnxFile;
import dev.midstream.engine.onnx.OnnxInspection;
import dev.midstream.engine.tensorflow.SignatureInspection;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options that name a network of another tool. */
final class ForeignOptions {
    private static final String ONNX = ".onnx";

    @Option(
            names = "--model",
            required = true,
            paramLabel = "PATH",
            description =
                    "An ONNX file, or the directory of a SavedModel: saved_model.pb and its"
                            + " variables.")
    private Path model = Path.of("");

    @Option(
            names = "--signature",
            paramLabel = "NAME",
            description = "Signature of a SavedModel to adopt (default: serving_default).")
    private Optional<String> signature = Optional.empty();

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description = "Output to use (default: the only one).")
    private Optional<String> output = Optional.empty();

    @Option(
            names = "--input-layout",
            paramLabel = "ORDER",
            description =
                    "Order of the input's dimensions: nhwc (batch, height, width, channel) or nchw"
                            + " (default: told from where there are 1 or 3 channels; required if"
                            + " that is open).")
    private Optional<InputLayout> layout = Optional.empty();

    /**
     * Opens the network.
     *
     * @throws IllegalArgumentException if the options do not fit, with a message for the user
     * @throws InvalidModelException if the model cannot be used; the message says why
     * @throws IOException if there is no model, or it cannot be read
     */
    ForeignNetwork open() throws InvalidModelException, IOException {
        if (Files.isRegularFile(model)) {
            if (signature.isPresent()) {
                throw new IllegalArgumentException(
                        "Invalid --signature: an ONNX file has none. Leave it out.");
            }
            return new ForeignOnnxModel(
                    model, OnnxFile.read(model), OnnxInspection.of(model, output, layout));
        }
        if (!Files.isRegularFile(model.resolve(ModelDirectory.SAVED_MODEL))) {
            throw new IOException(
                    "Cannot adopt %s: it has no %s%s."
                            .formatted(model, ModelDirectory.SAVED_MODEL, remedy()));
        }
        String name = signature.orElse("serving_default");
        return new ForeignSavedModel(
                model, name, SignatureInspection.of(model, name, output, layout));
    }

    private String remedy() throws IOException {
        if (Files.isDirectory(model)) {
            try (Stream<Path> files = Files.list(model)) {
                List<Path> found =
                        files.filter(file -> file.toString().endsWith(ONNX)).sorted().toList();
                if (!found.isEmpty()) {
                    return ". Give an ONNX file by its own name, such as " + found.get(0);
                }
            }
        }
        return " and is no ONNX file. Give the directory of a SavedModel, or an ONNX file";
    }
}
