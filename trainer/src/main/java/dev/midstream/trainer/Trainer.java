package dev.midstream.trainer;

import dev.midstream.cli.ErrorLines;
import dev.midstream.cli.ExitCodes;
import dev.midstream.cli.Usage;
import dev.midstream.cli.Version;
import dev.midstream.offline.command.EvaluateCommand;
import dev.midstream.trainer.adopt.AdoptCommand;
import dev.midstream.trainer.landscape.LandscapeCommand;
import dev.midstream.trainer.reproduce.ReproduceCommand;
import dev.midstream.trainer.sample.SampleCommand;
import dev.midstream.trainer.train.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code trainer}, whose subcommands do the work. */
@Command(
        name = "trainer",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Learns subspaces of neural networks and measures their points.",
        footer = {"", "'trainer COMMAND --help' explains every option of a command."},
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.SUCCESS_LINE,
            ExitCodes.FAILURE_LINE,
            ExitCodes.USAGE_LINE,
            ExitCodes.REQUIREMENT_LINE
        },
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            SampleCommand.class,
            LandscapeCommand.class,
            AdoptCommand.class,
            ReproduceCommand.class
        })
public final class Trainer implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    private Trainer() {}

    /** The command line, ready to execute arguments. */
    public static CommandLine commandLine() {
        return ErrorLines.install(
                new CommandLine(new Trainer()).setCaseInsensitiveEnumValuesAllowed(true));
    }

    @Override
    public void run() {
        throw Usage.missingCommand(spec);
    }
}
