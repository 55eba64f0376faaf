package dev.midstream.trainer;

import dev.midstream.cli.ManifestVersion;
import dev.midstream.offline.EvaluateCommand;
import dev.midstream.trainer.adopt.AdoptCommand;
import dev.midstream.trainer.cli.ErrorLines;
import dev.midstream.trainer.cli.TrainCommand;
import dev.midstream.trainer.landscape.LandscapeCommand;
import dev.midstream.trainer.sample.SampleCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code trainer}, which holds all others. */
@Command(
        name = "trainer",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        description = "Learns subspaces of neural networks and measures their points.",
        footer = {"", "'trainer COMMAND --help' explains every option of a command."},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:success",
            "1:failure, with one line on standard error that says why",
            "2:bad usage",
            "3:a requirement of evaluate (--require) was not met"
        },
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            SampleCommand.class,
            LandscapeCommand.class,
            AdoptCommand.class
        })
public final class Trainer implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    private Trainer() {}

    /** The command line, ready to execute arguments. */
    public static CommandLine commandLine() {
        ErrorLines errors = new ErrorLines();
        return new CommandLine(new Trainer())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
