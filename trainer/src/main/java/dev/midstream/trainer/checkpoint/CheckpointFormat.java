package dev.midstream.trainer.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.images.npy.NumpyArchive;
import dev.midstream.images.npy.NumpyArchiveReader;
import dev.midstream.trainer.graph.step.LossScale;
import dev.midstream.trainer.training.History;
import dev.midstream.trainer.training.RunPosition;
import dev.midstream.trainer.training.TrainingState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a checkpoint: a NumPy archive of the matrices of a {@link TrainingState} and, as
 * {@value #STATE}, its other parts and the options of its run.
 */
final class CheckpointFormat {
    private static final String STATE = "state.json";
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CheckpointFormat() {}

    /** Everything but the matrices. */
    private record State(
            int formatVersion,
            Map<String, String> run,
            RunPosition progress,
            History history,
            @Nullable LossScale lossScale) {}

    /**
     * A checkpoint.
     *
     * @param run everything that determines the result of its run, by name
     */
    record Checkpoint(Map<String, String> run, TrainingState state) {}

    /**
     * Reads a checkpoint.
     *
     * @throws IOException if the file is damaged or of another version
     */
    static Checkpoint read(Path file) throws IOException {
        try (NumpyArchiveReader archive = new NumpyArchiveReader(file)) {
            State state = MAPPER.readValue(archive.file(STATE), State.class);
            if (state.formatVersion() != VERSION) {
                throw new IOException("its format version is " + state.formatVersion());
            }
            return new Checkpoint(
                    state.run(),
                    new TrainingState(
                            state.progress(),
                            state.history(),
                            archive.floatsOrNone("finished"),
                            archive.floatsOrNone("theta"),
                            archive.floatsOrNone("velocity"),
                            // Checkpoints of earlier versions have none.
                            Objects.requireNonNullElse(state.lossScale(), LossScale.INITIAL),
                            archive.floatsOrNone("average"),
                            archive.floatsOrNone("best")));
        }
    }

    /** Writes a checkpoint and leaves the stream open. */
    static void write(OutputStream stream, Checkpoint checkpoint) throws IOException {
        TrainingState state = checkpoint.state();
        NumpyArchive archive = NumpyArchive.uncompressed(stream);
        archive.addFile(
                STATE,
                MAPPER.writeValueAsBytes(
                        new State(
                                VERSION,
                                checkpoint.run(),
                                state.progress(),
                                state.history(),
                                state.lossScale())));
        archive.addUnlessEmpty("finished", state.finished());
        archive.addUnlessEmpty("theta", state.theta());
        archive.addUnlessEmpty("velocity", state.velocity());
        archive.addUnlessEmpty("average", state.average());
        archive.addUnlessEmpty("best", state.best());
        archive.finish();
    }
}
