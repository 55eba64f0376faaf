package dev.midstream.trainer.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the model that a command writes. */
public final class ModelIdOption {
    @Option(
            names = "--model-id",
            paramLabel = "ID",
            description = "Name of the model in metrics (default: the last part of --out).")
    private Optional<String> id = Optional.empty();

    /** The name of a model in a directory. */
    public String of(Path out) {
        return id.orElseGet(() -> String.valueOf(out.toAbsolutePath().normalize().getFileName()));
    }
}
