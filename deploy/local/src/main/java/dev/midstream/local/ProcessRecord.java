package dev.midstream.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A started process, remembered by its id and the moment of its start: ids are used again, so that
 * the id alone might name a stranger.
 *
 * @param pid process id
 * @param started when it started
 */
record ProcessRecord(long pid, Instant started) {
    /** The system reckons a start from its boot time, which it adjusts with the clock. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static ProcessRecord of(ProcessHandle process) {
        return new ProcessRecord(
                process.pid(), process.info().startInstant().orElseGet(Instant::now));
    }

    /** Reads a record, or nothing where there is none that can be read. */
    static Optional<ProcessRecord> read(Path file) {
        try {
            List<String> words = List.of(Files.readString(file).strip().split(" ", -1));
            return Optional.of(
                    new ProcessRecord(
                            Long.parseLong(words.get(0)),
                            Instant.ofEpochMilli(Long.parseLong(words.get(1)))));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, pid + " " + started.toEpochMilli() + "\n");
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                // A process that ended unmourned has an id still, but no program.
                .filter(process -> process.info().command().isPresent())
                .filter(process -> process.info().startInstant().map(this::isNear).orElse(false));
    }

    private boolean isNear(Instant start) {
        return Duration.between(started, start).abs().compareTo(TOLERANCE) <= 0;
    }
}
