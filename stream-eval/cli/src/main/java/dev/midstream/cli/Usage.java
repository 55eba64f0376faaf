package dev.midstream.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Bad values of options are bad usage: one line that says how, and exit code 2. */
public final class Usage {
    private Usage() {}

    /** What a command throws to end so. */
    public static ParameterException error(CommandSpec command, String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /**
     * A value, or the end of the command if it is refused as an {@code IllegalArgumentException}.
     */
    public static <T> T checked(CommandSpec command, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** The same of a check without a value. */
    public static void check(CommandSpec command, Runnable check) {
        Object unused =
                checked(
                        command,
                        () -> {
                            check.run();
                            return command;
                        });
    }
}
