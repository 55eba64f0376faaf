package dev.midstream.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.midstream.images.FileFailures;
import dev.midstream.trainer.checkpoint.CheckpointFormat.Checkpoint;
import dev.midstream.trainer.training.Checkpoints;
import dev.midstream.trainer.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The checkpoint of a run on disk, in one file: see {@link CheckpointFormat}. */
public final class CheckpointFile implements Checkpoints {
    private final Path file;
    private final Map<String, String> run;
    private final Duration interval;
    private Optional<TrainingState> latest;

    private CheckpointFile(
            Path file, Map<String, String> run, Duration interval, Optional<TrainingState> latest) {
        this.file = file;
        this.run = new TreeMap<>(run);
        this.interval = interval;
        this.latest = latest;
    }

    /**
     * The file of a new run.
     *
     * @param run everything that determines the result of the run, by name
     * @param interval the longest time within an epoch without a checkpoint
     */
    public static CheckpointFile starting(Path file, Map<String, String> run, Duration interval) {
        return new CheckpointFile(file, run, interval, Optional.empty());
    }

    /**
     * The file of a run that resumes from it, or starts if there is none.
     *
     * @throws IOException if the file cannot be read or belongs to another run, with a message that
     *     says what to do
     */
    public static CheckpointFile resuming(Path file, Map<String, String> run, Duration interval)
            throws IOException {
        if (!Files.exists(file)) {
            return starting(file, run, interval);
        }
        Checkpoint checkpoint;
        try {
            checkpoint = CheckpointFormat.read(file);
        } catch (IOException e) {
            throw new IOException(
                    "Cannot resume from %s: it is damaged, %s. Start anew with --overwrite."
                            .formatted(file, reason(e)),
                    e);
        }
        Optional<String> difference = difference(checkpoint.run(), run);
        if (difference.isPresent()) {
            throw new IOException(
                    "Cannot resume from %s: %s. Give the options of the interrupted run, or start anew with --overwrite."
                            .formatted(file, difference.get()));
        }
        return new CheckpointFile(file, run, interval, Optional.of(checkpoint.state()));
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

    /** Whether a run goes on from it. */
    public boolean isResumed() {
        return latest.isPresent();
    }

    @Override
    public Optional<TrainingState> take() {
        Optional<TrainingState> taken = latest;
        latest = Optional.empty();
        return taken;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public void save(TrainingState state) throws IOException {
        try {
            DurableFile.replace(
                    file, stream -> CheckpointFormat.write(stream, new Checkpoint(run, state)));
        } catch (IOException e) {
            throw new IOException(
                    "Cannot write checkpoint %s: %s. The previous one, if any, is intact: free disk space and continue with --resume."
                            .formatted(file, reason(e)),
                    e);
        }
    }

    /** Deletes the file when the run is complete. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static String reason(IOException e) {
        if (e instanceof JsonProcessingException json) {
            return String.valueOf(json.getOriginalMessage());
        }
        return FileFailures.reason(e);
    }
}
