package dev.midstream.cli.terminal;

import com.sun.jna.NativeLibrary;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How standard error shows progress: a bar that is drawn again and again, or lines. */
public enum Display {
    /** For a person who looks at a terminal. */
    BAR,
    /** For logs. */
    LINES;

    private static final int STANDARD_ERROR = 2;
    private static final int UPDATE_MILLISECONDS = 500;

    /**
     * A bar if standard error is a terminal, whatever standard input and output are: {@code
     * System.console()} asks for these.
     */
    public static Display detected() {
        int terminal =
                NativeLibrary.getInstance("c")
                        .getFunction("isatty")
                        .invokeInt(new Object[] {STANDARD_ERROR});
        return terminal == 1 ? BAR : LINES;
    }

    /** The beginnings of a bar, which has yet to be told how much there is to do. */
    public static ProgressBarBuilder bar(String task, PrintStream output) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLISECONDS)
                .setConsumer(new ConsoleProgressBarConsumer(output));
    }
}
