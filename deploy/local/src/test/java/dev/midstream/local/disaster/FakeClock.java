package dev.midstream.local.disaster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The clock of a process, moved by libfaketime (Debian's package faketime). */
final class FakeClock {
    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

    private final Path library;
    private final Path time;

    private FakeClock(Path library, Path time) {
        this.library = library;
        this.time = time;
    }

    /** Makes one that is right at first, if the library is installed. */
    static Optional<FakeClock> in(Path directory) throws IOException {
        try (Stream<Path> directories = Files.list(Path.of("/usr/lib"))) {
            Optional<Path> library =
                    directories
                            .map(found -> found.resolve(LIBRARY))
                            .filter(Files::exists)
                            .findFirst();
            if (library.isEmpty()) {
                return Optional.empty();
            }
            FakeClock clock = new FakeClock(library.get(), directory.resolve("clock"));
            clock.set(0);
            return Optional.of(clock);
        }
    }

    /** Returns the environment of a process with this clock. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", time.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                // With it, a thread of the JVM that waits for a while wakes up at once.
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    /** Sets the clock so many minutes ahead. */
    void set(int minutes) throws IOException {
        Files.writeString(time, "%+dm%n".formatted(minutes));
    }
}
