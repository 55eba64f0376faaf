package dev.midstream.local;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line behind the scripts in deploy/local. */
@Command(
        name = "deploy/local",
        description =
                "A real cluster on this machine: Kafka, Flink, the dashboard and, if installed,"
                        + " Prometheus, each in processes of its own, on 127.0.0.1.",
        mixinStandardHelpOptions = true,
        subcommands = {UpCommand.class, DownCommand.class, StatusCommand.class, LogsCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:success", "1:failure", "2:wrong usage"})
public final class LocalMain implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    LocalMain() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing command: up, down, status or logs.");
    }

    static CommandLine commandLine() {
        return new CommandLine(new LocalMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(LocalMain::refuse)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> {
                            PrintWriter err = command.getErr();
                            if (System.getenv("MIDSTREAM_DEBUG") != null) {
                                failure.printStackTrace(err);
                            }
                            err.println(
                                    failure instanceof LocalException
                                            ? failure.getMessage()
                                            : failure.toString());
                            return CommandLine.ExitCode.SOFTWARE;
                        });
    }

    private static int refuse(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        command.getErr()
                .println(
                        "%s See %s --help."
                                .formatted(
                                        message.endsWith(".") ? message : message + ".",
                                        command.getCommandSpec()
                                                .qualifiedName()
                                                .replace("local ", "local/")));
        return CommandLine.ExitCode.USAGE;
    }
}
