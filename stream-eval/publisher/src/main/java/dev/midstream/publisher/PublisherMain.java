package dev.midstream.publisher;

import dev.midstream.publisher.announce.AnnounceCommand;
import dev.midstream.publisher.corrupt.CorruptCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line of {@code publisher.jar}. */
@Command(
        name = "publisher",
        description = "Puts test images on a Kafka topic, and writes corrupted data sets.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = ManifestVersion.class,
        subcommands = {PublishCommand.class, CorruptCommand.class, AnnounceCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:success", "1:failure", "2:wrong usage"})
public final class PublisherMain implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show the Kafka client's log and the stack trace of an error.")
    private boolean verbose;

    PublisherMain() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        PublisherMain main = new PublisherMain();
        System.exit(main.commandLine().execute(arguments));
    }

    /** Asks for a subcommand, for there is nothing else to do. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing command: publish, corrupt or announce");
    }

    CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(this);
        commandLine.setExecutionStrategy(
                parsed -> {
                    silenceLibraries();
                    return new CommandLine.RunLast().execute(parsed);
                });
        commandLine.setParameterExceptionHandler(PublisherMain::reportUsage);
        commandLine.setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                    command.getErr().println("publisher: " + line(failure));
                    if (debugging()) {
                        failure.printStackTrace(command.getErr());
                    }
                    return CommandLine.ExitCode.SOFTWARE;
                });
        return commandLine;
    }

    /** The Kafka client logs every attempt to connect; errors are reported once, at the end. */
    private void silenceLibraries() {
        // Nothing here opens a window, and a machine without a display must do.
        System.setProperty("java.awt.headless", "true");
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", debugging() ? "info" : "off");
    }

    private boolean debugging() {
        return verbose || System.getenv("MIDSTREAM_DEBUG") != null;
    }

    private static int reportUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(
                "publisher: "
                        + line(failure)
                        + " (see "
                        + command.getCommandSpec().qualifiedName()
                        + " --help)");
        return CommandLine.ExitCode.USAGE;
    }

    private static String line(Exception failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return String.join(" ", message.lines().map(String::strip).toList());
    }
}
