package dev.midstream.cli;

import picocli.CommandLine;

/** The exit codes of all commands, and the lines that explain them in {@code --help}. */
public final class ExitCodes {
    /** The command did what it was asked for. */
    public static final int SUCCESS = CommandLine.ExitCode.OK;

    /** The command failed; one line on standard error says why. */
    public static final int FAILURE = CommandLine.ExitCode.SOFTWARE;

    /** The arguments are wrong; one line on standard error says which. */
    public static final int USAGE = CommandLine.ExitCode.USAGE;

    /** The command succeeded, and a requirement of its results is not met. */
    public static final int REQUIREMENT_NOT_MET = 3;

    /** The command ended before a requirement was decided. */
    public static final int UNDECIDED = 4;

    /** Heading of the list in {@code --help}. */
    public static final String HEADING = "%nExit codes:%n";

    public static final String SUCCESS_LINE = "0:success";
    public static final String FAILURE_LINE =
            "1:failure; one line on standard error says what to do";
    public static final String USAGE_LINE = "2:wrong usage";
    public static final String REQUIREMENT_LINE =
            "3:a requirement of evaluate (--require) is not met";
    public static final String UNDECIDED_LINE =
            "4:a requirement of evaluate is not decided (--early, --budget)";
    public static final String SIGNAL_LINE = "130, 143:ended by Ctrl-C or SIGTERM";

    private ExitCodes() {}
}
