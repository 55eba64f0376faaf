package dev.midstream.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The option {@code --verbose}, which a command has for all of its subcommands. Without it the logs
 * of libraries are silent: the Kafka client, for one, logs every attempt to connect, whereas an
 * error is reported once, at the end.
 */
public final class Verbosity {
    private static final String NAME = "--verbose";

    @Option(
            names = NAME,
            scope = ScopeType.INHERIT,
            description = "Show the logs of libraries, and the stack trace of an error.")
    private boolean verbose;

    /**
     * Sets the level of the log that goes to standard error. It has an effect only before the first
     * logger exists.
     */
    public void apply() {
        System.setProperty(
                "org.slf4j.simpleLogger.defaultLogLevel",
                verbose || isDebuggingEnvironment() ? "info" : "off");
    }

    /** Whether the command was given {@code --verbose}, or the environment asks for the same. */
    static boolean isDebugging(CommandLine command) {
        return isDebuggingEnvironment()
                || isVerbose(command.getCommandSpec().root().commandLine().getParseResult());
    }

    private static boolean isVerbose(CommandLine.@Nullable ParseResult parsed) {
        return parsed != null
                && (parsed.hasMatchedOption(NAME)
                        || (parsed.hasSubcommand() && isVerbose(parsed.subcommand())));
    }

    private static boolean isDebuggingEnvironment() {
        return System.getenv(ErrorLines.DEBUG_VARIABLE) != null;
    }
}
