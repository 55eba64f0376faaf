package dev.midstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Wrong usage: what a command throws to end with one line and {@link ExitCodes#USAGE}. */
public final class Usage {
    private Usage() {}

    /** The exception that reports a message as wrong usage of a command. */
    public static ParameterException error(CommandSpec command, String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** The exception of a command that does nothing without a subcommand. */
    public static ParameterException missingCommand(CommandSpec command) {
        return error(command, "Missing command: use " + subcommands(command.commandLine()));
    }

    /** Returns a value, and turns an {@code IllegalArgumentException} into wrong usage. */
    public static <T> T checked(CommandSpec command, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Runs a check, and turns an {@code IllegalArgumentException} into wrong usage. */
    public static void check(CommandSpec command, Runnable check) {
        Object unused =
                checked(
                        command,
                        () -> {
                            check.run();
                            return command;
                        });
    }

    /** The names of the subcommands: {@code publish, corrupt or announce}. */
    static String subcommands(CommandLine command) {
        List<String> names = new ArrayList<>(command.getSubcommands().keySet());
        String last = names.remove(names.size() - 1);
        return names.isEmpty() ? last : String.join(", ", names) + " or " + last;
    }

    /** What a user types to run a command; subcommands that are scripts follow a slash. */
    static String nameOf(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        return spec.qualifiedName(spec.root().name().contains("/") ? "/" : " ");
    }
}
