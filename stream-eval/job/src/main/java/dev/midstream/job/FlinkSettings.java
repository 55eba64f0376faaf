package dev.midstream.job;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/**
 * Flink's settings of the job: what its state needs, and defaults for what neither the cluster's
 * configuration nor {@code -D} sets.
 */
final class FlinkSettings {
    /** The time between checkpoints unless it is chosen. */
    static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    // Its class belongs to the state backend, which the cluster brings.
    private static final ConfigOption<String> ROCKSDB_LOG_LEVEL =
            ConfigOptions.key("state.backend.rocksdb.log.level").stringType().noDefaultValue();

    private FlinkSettings() {}

    /**
     * Returns the settings to apply.
     *
     * @param chosen what the user and the cluster have set
     */
    static Configuration of(ReadableConfig chosen, JobSettings settings) {
        Configuration configuration = new Configuration();
        // Kryo would tie state to class layouts; every type here has a serializer of its own.
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        // Sums that count an image twice are of no use.
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.EXACTLY_ONCE);
        settings.runtime()
                .checkpointInterval()
                .ifPresent(
                        interval ->
                                configuration.set(
                                        CheckpointingOptions.CHECKPOINTING_INTERVAL, interval));
        Defaults defaults = new Defaults(chosen, configuration);
        defaults.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        // A cancelled job's sums can be taken up again.
        defaults.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        // All records are immutable, so that chained operators may share them.
        defaults.set(PipelineOptions.OBJECT_REUSE, true);
        defaults.set(PipelineOptions.MAX_PARALLELISM, RuntimeSettings.MAX_PARALLELISM);
        // One lost machine can burn several attempts, so their number must not be limited.
        defaults.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        // At RocksDB's own level every operator's log grows by megabytes an hour.
        defaults.set(ROCKSDB_LOG_LEVEL, "HEADER_LEVEL");
        return configuration;
    }

    /** Returns the time between checkpoints that the job has. */
    static Duration checkpointInterval(ReadableConfig chosen, JobSettings settings) {
        Configuration own = of(chosen, settings);
        return own.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                .or(() -> chosen.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .orElse(CHECKPOINT_INTERVAL);
    }

    /**
     * Returns whether the job surely has no state. One that has knows its earlier transactions and
     * commits some of them: a job that goes on from a savepoint, and one that an application
     * cluster may recover.
     */
    static boolean startsAnew(ReadableConfig chosen) {
        return chosen.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isEmpty()
                && chosen.getOptional(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID).isEmpty();
    }

    private record Defaults(ReadableConfig chosen, Configuration target) {
        <T> void set(ConfigOption<T> option, T value) {
            if (chosen.getOptional(option).isEmpty() && target.getOptional(option).isEmpty()) {
                target.set(option, value);
            }
        }
    }
}
