package dev.midstream.publisher;

import dev.midstream.cli.ErrorLines;
import dev.midstream.cli.ExitCodes;
import dev.midstream.cli.Usage;
import dev.midstream.cli.Verbosity;
import dev.midstream.cli.Version;
import dev.midstream.publisher.announce.AnnounceCommand;
import dev.midstream.publisher.corrupt.CorruptCommand;
import dev.midstream.publisher.publish.PublishCommand;
import dev.midstream.publisher.replay.ReplayCommand;
import dev.midstream.publisher.runs.RunsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line of {@code publisher.jar}. */
@Command(
        name = "publisher",
        description = "Puts test images on a Kafka topic, and writes corrupted data sets.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        subcommands = {
            PublishCommand.class,
            CorruptCommand.class,
            AnnounceCommand.class,
            RunsCommand.class,
            ReplayCommand.class
        },
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.SUCCESS_LINE, ExitCodes.FAILURE_LINE, ExitCodes.USAGE_LINE})
public final class PublisherMain implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Verbosity verbosity = new Verbosity();

    PublisherMain() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(ErrorLines.execute(commandLine(), arguments));
    }

    /** The command line, ready to execute arguments. */
    public static CommandLine commandLine() {
        PublisherMain main = new PublisherMain();
        return ErrorLines.install(new CommandLine(main))
                .setExecutionStrategy(
                        parsed -> {
                            // No command opens a window, and a machine may have no display.
                            System.setProperty("java.awt.headless", "true");
                            main.verbosity.apply();
                            return new CommandLine.RunLast().execute(parsed);
                        });
    }

    @Override
    public void run() {
        throw Usage.missingCommand(spec);
    }
}
