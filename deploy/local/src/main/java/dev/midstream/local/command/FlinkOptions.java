package dev.midstream.local.command;

import dev.midstream.cli.Usage;
import dev.midstream.local.cluster.ClusterSettings.StateBackend;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that size and configure Flink. */
final class FlinkOptions {
    private static final int MIN_MEBIBYTES = 1024;

    @Option(
            names = "--taskmanagers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of Flink TaskManagers (default: ${DEFAULT-VALUE}).")
    private int taskManagers;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "Slots of each TaskManager. Default: the machine's processors.")
    private int slots = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--taskmanager-memory",
            paramLabel = "MIB",
            defaultValue = "2048",
            description = "Memory of each TaskManager in MiB (default: ${DEFAULT-VALUE}).")
    private int memory;

    @Option(
            names = "--state-backend",
            paramLabel = "NAME",
            defaultValue = "rocksdb",
            description = "rocksdb or hashmap (default: ${DEFAULT-VALUE}).")
    private StateBackend stateBackend = StateBackend.ROCKSDB;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A further setting of Flink; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    FlinkOptions() {}

    /** Refuses sizes that are too small, as wrong usage of {@code command}. */
    void check(CommandSpec command) {
        if (taskManagers < 1 || slots < 1) {
            throw Usage.error(command, "Invalid --taskmanagers or --slots: at least 1.");
        }
        if (memory < MIN_MEBIBYTES) {
            throw Usage.error(
                    command,
                    "Invalid --taskmanager-memory: %d. At least %d."
                            .formatted(memory, MIN_MEBIBYTES));
        }
    }

    int taskManagers() {
        return taskManagers;
    }

    int slots() {
        return slots;
    }

    int memoryMebibytes() {
        return memory;
    }

    StateBackend stateBackend() {
        return stateBackend;
    }

    Map<String, String> settings() {
        return settings;
    }
}
