package dev.midstream.local.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A started process, identified by its id and its start time: the system reuses ids, so an id alone
 * might name an unrelated process.
 *
 * @param pid process id
 * @param started when the process started
 */
record ProcessRecord(long pid, Instant started) {
    /** Start times are relative to the boot time, which moves when the clock is adjusted. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static ProcessRecord of(ProcessHandle process) {
        return new ProcessRecord(
                process.pid(), process.info().startInstant().orElseGet(Instant::now));
    }

    /** Reads a record; empty if the file is missing or damaged. */
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

    /** The process, if it is still running. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                // A zombie still has an id, but no command.
                .filter(process -> process.info().command().isPresent())
                .filter(process -> process.info().startInstant().map(this::isNear).orElse(false));
    }

    private boolean isNear(Instant start) {
        return Duration.between(started, start).abs().compareTo(TOLERANCE) <= 0;
    }
}
