package dev.midstream.local;

import dev.midstream.cli.ErrorLines;
import dev.midstream.cli.ExitCodes;
import dev.midstream.cli.Usage;
import dev.midstream.cli.Version;
import dev.midstream.local.command.DownCommand;
import dev.midstream.local.command.LogsCommand;
import dev.midstream.local.command.StatusCommand;
import dev.midstream.local.command.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line that the scripts in deploy/local call. */
@Command(
        name = "deploy/local",
        description =
                "A real cluster on this machine: Kafka, Flink, the dashboard and, if installed,"
                        + " Prometheus, each in processes of its own, on 127.0.0.1.",
        mixinStandardHelpOptions = true,
        subcommands = {UpCommand.class, DownCommand.class, StatusCommand.class, LogsCommand.class},
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.SUCCESS_LINE, ExitCodes.FAILURE_LINE, ExitCodes.USAGE_LINE})
public final class LocalMain implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    LocalMain() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(ErrorLines.execute(commandLine(), arguments));
    }

    @Override
    public void run() {
        throw Usage.missingCommand(spec);
    }

    static CommandLine commandLine() {
        return ErrorLines.install(
                new CommandLine(new LocalMain()).setCaseInsensitiveEnumValuesAllowed(true));
    }
}
