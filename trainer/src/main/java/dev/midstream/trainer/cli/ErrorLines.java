package dev.midstream.trainer.cli;

import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.InvalidSavedModelException;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.UnreadableImageException;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.trainer.device.UnusableDeviceException;
import dev.midstream.trainer.training.DivergedException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reports errors as one line on standard error. With the environment variable {@value
 * #DEBUG_VARIABLE} set, the stack trace follows.
 */
public final class ErrorLines implements IExecutionExceptionHandler, IParameterExceptionHandler {
    /** Shows stack traces where it is set. */
    public static final String DEBUG_VARIABLE = "MIDSTREAM_DEBUG";

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        String message = oneLine(message(error));
        String end = message.endsWith(".") ? " " : ". ";
        String hint = "Try '" + command.getCommandSpec().qualifiedName() + " --help'.";
        command.getErr().println(message + end + hint);
        debug(command, error);
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        command.getErr().println(oneLine(message(error)));
        debug(command, error);
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static void debug(CommandLine command, Exception error) {
        if (System.getenv(DEBUG_VARIABLE) != null) {
            error.printStackTrace(command.getErr());
        }
    }

    /** An argument that is no option is taken for the name of a command, where there are some. */
    private static String message(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !unmatched.getCommandLine().getSubcommands().isEmpty()) {
            return "Unknown command: "
                    + unmatched.getUnmatched().get(0)
                    + ". Use "
                    + String.join(", ", unmatched.getCommandLine().getSubcommands().keySet())
                    + ".";
        }
        return String.valueOf(error.getMessage());
    }

    private static String message(Exception error) {
        String message = String.valueOf(error.getMessage());
        boolean explained =
                error instanceof DatasetException
                        || error instanceof DivergedException
                        || error instanceof UnusableDeviceException
                        || error instanceof InvalidModelException
                        || error instanceof EngineStartException
                        || error instanceof InvalidSavedModelException
                        || error instanceof UnreadableImageException
                        || (error instanceof IOException
                                && !(error instanceof FileSystemException));
        if (explained) {
            return message;
        }
        return "Cannot go on: "
                + error.getClass().getSimpleName()
                + ": "
                + message
                + ". Set "
                + DEBUG_VARIABLE
                + "=1 to see where.";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
