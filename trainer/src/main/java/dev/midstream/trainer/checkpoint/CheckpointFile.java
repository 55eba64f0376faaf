package dev.midstream.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.images.npy.NumpyArchive;
import dev.midstream.images.npy.NumpyArchiveReader;
import dev.midstream.trainer.training.Checkpoints;
import dev.midstream.trainer.training.History;
import dev.midstream.trainer.training.Progress;
import dev.midstream.trainer.training.TrainingState;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A checkpoint as one file, a NumPy archive with the matrices of the {@link TrainingState} and, as
 * {@value #STATE}, its other parts and the options of its run. It is written under another name,
 * forced to the disk and renamed, so that a whole one is there at any moment.
 */
public final class CheckpointFile implements Checkpoints {
    private static final String STATE = "state.json";
    private static final int FORMAT_VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final Map<String, String> run;
    private final Duration interval;
    private final Optional<TrainingState> latest;

    private CheckpointFile(
            Path file, Map<String, String> run, Duration interval, Optional<TrainingState> latest) {
        this.file = file;
        this.run = new TreeMap<>(run);
        this.interval = interval;
        this.latest = latest;
    }

    /** What is not a matrix. */
    private record State(
            int formatVersion, Map<String, String> run, Progress progress, History history) {}

    /**
     * For a run that starts.
     *
     * @param run all that determines its result, by name
     * @param interval the longest time within an epoch without a checkpoint
     */
    public static CheckpointFile starting(Path file, Map<String, String> run, Duration interval) {
        return new CheckpointFile(file, run, interval, Optional.empty());
    }

    /**
     * For a run that goes on from the file, or starts if there is none.
     *
     * @throws IOException if the file cannot be read or is of another run, with a message that says
     *     what to do
     */
    public static CheckpointFile resuming(Path file, Map<String, String> run, Duration interval)
            throws IOException {
        if (!Files.exists(file)) {
            return starting(file, run, interval);
        }
        try (NumpyArchiveReader archive = new NumpyArchiveReader(file)) {
            State state = MAPPER.readValue(archive.file(STATE), State.class);
            if (state.formatVersion() != FORMAT_VERSION) {
                throw new IOException("its format version is " + state.formatVersion());
            }
            Optional<String> difference = difference(state.run(), run);
            if (difference.isPresent()) {
                throw new MismatchException(
                        "Cannot resume from "
                                + file
                                + ": "
                                + difference.get()
                                + ". Give the options of the interrupted run, or start anew with"
                                + " --overwrite.");
            }
            TrainingState training =
                    new TrainingState(
                            state.progress(),
                            state.history(),
                            archive.floatsOrNone("finished"),
                            archive.floatsOrNone("theta"),
                            archive.floatsOrNone("velocity"),
                            archive.floatsOrNone("average"),
                            archive.floatsOrNone("best"));
            return new CheckpointFile(file, run, interval, Optional.of(training));
        } catch (MismatchException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "Cannot resume from "
                            + file
                            + ": it is damaged, "
                            + reason(e)
                            + ". Start anew with --overwrite.",
                    e);
        }
    }

    private static Optional<String> difference(Map<String, String> then, Map<String, String> now) {
        Map<String, String> all = new TreeMap<>(then);
        all.putAll(now);
        for (String name : all.keySet()) {
            String before = then.getOrDefault(name, "absent");
            String after = now.getOrDefault(name, "absent");
            if (!before.equals(after)) {
                return Optional.of("it was written with " + name + " " + before + ", not " + after);
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<TrainingState> latest() {
        return latest;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public void save(TrainingState state) throws IOException {
        Path written = file.resolveSibling("." + file.getFileName() + ".writing");
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            written,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                // Closing the archive closes the channel, too early to force it.
                OutputStream stream =
                        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                NumpyArchive archive = NumpyArchive.uncompressed(stream);
                write(archive, state);
                archive.finish();
                stream.flush();
                channel.force(true);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory();
        } catch (IOException e) {
            Files.deleteIfExists(written);
            throw new IOException(
                    "Cannot write checkpoint "
                            + file
                            + ": "
                            + reason(e)
                            + ". The one before, if any, is intact: make room and go on with"
                            + " --resume.",
                    e);
        }
    }

    private void write(NumpyArchive archive, TrainingState state) throws IOException {
        State rest = new State(FORMAT_VERSION, run, state.progress(), state.history());
        archive.addFile(STATE, MAPPER.writeValueAsBytes(rest));
        archive.addUnlessEmpty("finished", state.finished());
        archive.addUnlessEmpty("theta", state.theta());
        archive.addUnlessEmpty("velocity", state.velocity());
        archive.addUnlessEmpty("average", state.average());
        archive.addUnlessEmpty("best", state.best());
    }

    /** Makes the renaming last. */
    private void forceDirectory() throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Removes the file of a run that is complete. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static String reason(IOException e) {
        if (e instanceof JsonProcessingException json) {
            return String.valueOf(json.getOriginalMessage());
        }
        if (e instanceof FileSystemException failure) {
            return failure.getReason() == null
                    ? failure.getClass().getSimpleName().replace("Exception", "")
                    : failure.getReason();
        }
        return String.valueOf(e.getMessage());
    }

    /** The file is of another run. */
    private static final class MismatchException extends IOException {
        private static final long serialVersionUID = 1L;

        MismatchException(String message) {
            super(message);
        }
    }
}
