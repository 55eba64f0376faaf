package dev.midstream.trainer.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that names the model that a command writes. */
public final class ModelIdOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private Optional<String> id = Optional.empty();

    @Option(
            names = "--model-id",
            paramLabel = "ID",
            description = "Name of the model in metrics (default: the last part of --out).")
    void id(Optional<String> given) {
        if (given.isPresent()
                && (given.get().isBlank()
                        || given.get().codePoints().anyMatch(Character::isISOControl))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid --model-id: it is blank or has a line break or another control"
                            + " character. Give a name in one line.");
        }
        id = given;
    }

    /** The name of a model in a directory. */
    public String of(Path out) {
        return id.orElseGet(() -> String.valueOf(out.toAbsolutePath().normalize().getFileName()));
    }
}
