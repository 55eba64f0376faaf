package dev.midstream.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands take. */
final class ClusterOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where records, checkpoints, savepoints and logs are kept. Default:"
                            + " $MIDSTREAM_LOCAL_DATA, or deploy/local/data.")
    private @Nullable Path data;

    ClusterOptions() {}

    Installation installation() {
        return new Installation(
                Path.of(System.getProperty("midstream.root", "")).toAbsolutePath().normalize());
    }

    DataDirectory data() {
        Path directory = data;
        if (directory == null) {
            String environment = System.getenv("MIDSTREAM_LOCAL_DATA");
            directory =
                    environment == null || environment.isEmpty()
                            ? installation().root().resolve("deploy/local/data")
                            : Path.of(environment);
        }
        return new DataDirectory(directory.toAbsolutePath().normalize());
    }
}
