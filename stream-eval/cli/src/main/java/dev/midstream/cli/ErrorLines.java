package dev.midstream.cli;

import dev.midstream.images.FileFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reports an error as one line on standard error and gives the exit code: {@link ExitCodes#USAGE}
 * for wrong arguments, otherwise {@link ExitCodes#FAILURE}. With the environment variable {@value
 * #DEBUG_VARIABLE} or the option {@code --verbose} the stack trace follows.
 *
 * <p>Exceptions that Midstream declares carry a message for the user, and so do the {@link
 * IOException}s that it throws. They are printed as they are. Of a {@link FileSystemException} the
 * line names the file and what is wrong with it. Any other exception is a defect or comes from a
 * library, and the line names its class.
 */
public final class ErrorLines implements IExecutionExceptionHandler, IParameterExceptionHandler {
    /** Environment variable that asks for stack traces and the logs of libraries. */
    public static final String DEBUG_VARIABLE = "MIDSTREAM_DEBUG";

    private static final String OWN_PACKAGES = "dev.midstream.";

    /** What picocli says of a value that is no path, because the locale lacks its characters. */
    private static final Pattern NO_PATH =
            Pattern.compile(
                    "(Invalid value for [^:]*: )cannot convert '(.*)' to .*InvalidPathException.*");

    private ErrorLines() {}

    /** Makes a command line and its subcommands report errors in this way. */
    public static CommandLine install(CommandLine commandLine) {
        ErrorLines errors = new ErrorLines();
        return commandLine
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    /**
     * Executes a command line and returns its exit code. An {@link Error}, such as a missing class,
     * which picocli leaves to its caller, is reported in the same way.
     */
    public static int execute(CommandLine commandLine, String... arguments) {
        try {
            return commandLine.execute(arguments);
        } catch (Throwable error) {
            return report(error, commandLine);
        }
    }

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        command.getErr().println(usageLine(error));
        traceIfAsked(command, error);
        return ExitCodes.USAGE;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        return report(error, command);
    }

    /** One line for wrong arguments that ends with the command that explains them. */
    public static String usageLine(ParameterException error) {
        String message = oneLine(usageMessage(error));
        String end = message.endsWith(".") ? " " : ". ";
        return message + end + "Try '" + Usage.nameOf(error.getCommandLine()) + " --help'.";
    }

    /** One line for any other error. */
    public static String line(Throwable error) {
        if (error instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return line(unchecked.getCause());
        }
        if (error instanceof FileSystemException failure && failure.getFile() != null) {
            return "Cannot read or write %s: %s."
                    .formatted(failure.getFile(), FileFailures.reason(failure));
        }
        if (error instanceof InvalidPathException name) {
            return FileFailures.unknownCharacters(name.getInput());
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError memory) {
                return oneLine(
                        "Cannot continue: Java has no more memory (%s). Give it more with java -Xmx, or hold less in it, for instance fewer images with --memory-limit."
                                .formatted(memory.getMessage()));
            }
        }
        String message = String.valueOf(error.getMessage());
        return oneLine(
                isForUsers(error)
                        ? message
                        : "Cannot continue: %s: %s. Set %s=1 to see where."
                                .formatted(
                                        error.getClass().getSimpleName(), message, DEBUG_VARIABLE));
    }

    private static int report(Throwable error, CommandLine command) {
        command.getErr().println(line(error));
        traceIfAsked(command, error);
        command.getErr().flush();
        return ExitCodes.FAILURE;
    }

    private static boolean isForUsers(Throwable error) {
        return error.getClass().getName().startsWith(OWN_PACKAGES)
                || (error instanceof IOException && !(error instanceof FileSystemException));
    }

    private static void traceIfAsked(CommandLine command, Throwable error) {
        if (Verbosity.isDebugging(command)) {
            error.printStackTrace(command.getErr());
        }
    }

    /** Picocli takes an argument that is no option for a surplus one, not for a subcommand. */
    private static String usageMessage(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !unmatched.getCommandLine().getSubcommands().isEmpty()) {
            return "Unknown command: "
                    + unmatched.getUnmatched().get(0)
                    + ". Use "
                    + Usage.subcommands(unmatched.getCommandLine())
                    + ".";
        }
        String message = String.valueOf(error.getMessage());
        Matcher path = NO_PATH.matcher(message);
        return path.matches()
                ? path.group(1) + FileFailures.unknownCharacters(path.group(2))
                : message;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
