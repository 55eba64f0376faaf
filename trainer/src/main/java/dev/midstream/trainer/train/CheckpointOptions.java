package dev.midstream.trainer.train;

import dev.midstream.trainer.checkpoint.CheckpointFile;
import dev.midstream.trainer.export.ModelTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of checkpoints. The checkpoint of a run is a file next to its model directory. */
final class CheckpointOptions {
    private static final int SECONDS = 60;

    /** What to do with the checkpoint of a run that was interrupted. */
    enum Start {
        /** Resume from it. */
        RESUME,
        /** Discard it. */
        DISCARD,
        /** Refuse to start. */
        KEEP
    }

    @Option(
            names = "--resume",
            description =
                    "Go on from the checkpoint of an interrupted run, DIR.checkpoint; start if"
                            + " there is none (default: off).")
    private boolean resume;

    @Option(
            names = "--checkpoint-minutes",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "Longest time within an epoch without a checkpoint, in minutes, which may be"
                            + " fractions; there is one at the end of every epoch in any case"
                            + " (default: ${DEFAULT-VALUE}).")
    private double minutes;

    /**
     * The longest time within an epoch without a checkpoint.
     *
     * @throws IllegalArgumentException if the option is invalid, with a message that says how
     */
    Duration interval() {
        if (!(minutes > 0) || Double.isInfinite(minutes)) {
            throw new IllegalArgumentException(
                    "Invalid --checkpoint-minutes: " + minutes + ". Use a number above 0.");
        }
        return Duration.ofMillis((long) (1000 * SECONDS * minutes));
    }

    /**
     * What to do with an existing checkpoint, given whether an existing model is kept or replaced.
     */
    Start start(ModelTarget.Existing model) {
        if (resume) {
            return Start.RESUME;
        }
        return switch (model) {
            case KEEP -> Start.KEEP;
            case REPLACE -> Start.DISCARD;
        };
    }

    /** The path of the checkpoint of a model. */
    static Path file(Path model) {
        Path absolute = model.toAbsolutePath().normalize();
        return absolute.resolveSibling(absolute.getFileName() + ".checkpoint");
    }

    /**
     * Refuses to overwrite the checkpoint of an interrupted run.
     *
     * @throws IOException if there is a checkpoint to keep, with a message that says what to do
     */
    static void check(Path model, Start start) throws IOException {
        Path file = file(model);
        if (start == Start.KEEP && Files.exists(file)) {
            throw new IOException(
                    "Cannot train "
                            + model
                            + ": "
                            + file
                            + " holds an interrupted run. Go on with --resume, or start anew with"
                            + " --overwrite.");
        }
    }

    /**
     * The checkpoints of a run.
     *
     * @param run everything that determines the result of the run, by name
     * @throws IOException if there is a checkpoint to resume from that cannot be used
     */
    CheckpointFile open(Path model, Start start, Map<String, String> run) throws IOException {
        return start == Start.RESUME
                ? CheckpointFile.resuming(file(model), run, interval())
                : CheckpointFile.starting(file(model), run, interval());
    }
}
