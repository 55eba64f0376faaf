package dev.midstream.trainer;

import dev.midstream.cli.ErrorLines;

/** Entry point of {@code trainer.jar}. */
public final class TrainerMain {
    private TrainerMain() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(ErrorLines.execute(Trainer.commandLine(), arguments));
    }
}
