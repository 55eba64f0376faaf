package dev.midstream.local.command;

import dev.midstream.local.cluster.ClusterSettings;
import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.Installation;
import dev.midstream.local.cluster.LocalException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands, which name the cluster. */
final class ClusterOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Directory of records, checkpoints, savepoints and logs. Default:"
                            + " $MIDSTREAM_LOCAL_DATA, or deploy/local/data.")
    private @Nullable Path data;

    ClusterOptions() {}

    Installation installation() {
        return new Installation(
                Path.of(System.getProperty("midstream.root", "")).toAbsolutePath().normalize());
    }

    /** The settings of the cluster that was started in {@code data}. */
    ClusterSettings settings(DataDirectory data) throws LocalException {
        try {
            return ClusterSettings.read(data.settings());
        } catch (IOException e) {
            throw new LocalException("Cannot read the cluster's settings: " + e.getMessage(), e);
        }
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
