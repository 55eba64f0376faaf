package dev.midstream.trainer.cli;

import dev.midstream.cli.RecordNames;
import dev.midstream.cli.Usage;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
        id = given.map(name -> Usage.checked(spec, () -> RecordNames.checked("--model-id", name)));
    }

    /** The name of a model in a directory. */
    public String of(Path out) {
        return id.orElseGet(() -> String.valueOf(out.toAbsolutePath().normalize().getFileName()));
    }
}
