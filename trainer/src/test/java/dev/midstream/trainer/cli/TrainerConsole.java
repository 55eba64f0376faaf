package dev.midstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.trainer.Trainer;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs commands in this process and keeps what they say. */
public final class TrainerConsole {
    private final StringWriter errors = new StringWriter();
    private final StringWriter output = new StringWriter();

    /** Trains a model for a test, from {@code train} and its options with blanks between them. */
    public static void prepare(String line) {
        TrainerConsole console = new TrainerConsole();
        assertThat(console.runLine(line)).as(console.errors()).isZero();
    }

    /** Returns the exit code. */
    public int run(String... arguments) {
        return Trainer.commandLine()
                .setErr(new PrintWriter(errors, true))
                .setOut(new PrintWriter(output, true))
                .execute(arguments);
    }

    /** The same of arguments with blanks between them. */
    public int runLine(String line) {
        return run(line.trim().split(" +", -1));
    }

    /** What commands have said on standard error, progress aside. */
    public String errors() {
        return errors.toString();
    }

    /** What commands have said on standard output. */
    public String output() {
        return output.toString();
    }
}
