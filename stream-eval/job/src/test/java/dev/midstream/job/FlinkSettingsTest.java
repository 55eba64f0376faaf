package dev.midstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

final class FlinkSettingsTest {
    @Test
    void of_nothingChosen_defaults() {
        StreamExecutionEnvironment environment = configured(Map.of());
        assertThat(environment.getCheckpointInterval()).isEqualTo(10_000);
        assertThat(environment.getCheckpointingConsistencyMode())
                .isEqualTo(CheckpointingMode.EXACTLY_ONCE);
        assertThat(environment.getMaxParallelism()).isEqualTo(128);
        assertThat(environment.getConfig().isObjectReuseEnabled()).isTrue();
        assertThat(environment.getConfiguration().get(RestartStrategyOptions.RESTART_STRATEGY))
                .isEqualTo("exponential-delay");
        assertThat(environment.getCheckpointConfig().getExternalizedCheckpointRetention())
                .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        assertThat(environment.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    }

    @Test
    void of_chosenByConfiguration_kept() {
        StreamExecutionEnvironment environment =
                configured(
                        Map.of(
                                "execution.checkpointing.interval", "3min",
                                "execution.checkpointing.externalized-checkpoint-retention",
                                        "DELETE_ON_CANCELLATION",
                                "pipeline.object-reuse", "false",
                                "pipeline.max-parallelism", "720",
                                "restart-strategy.type", "fixed-delay",
                                "state.backend.rocksdb.log.level", "DEBUG_LEVEL"));
        assertThat(environment.getCheckpointInterval()).isEqualTo(180_000);
        assertThat(environment.getCheckpointConfig().getExternalizedCheckpointRetention())
                .isEqualTo(ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION);
        assertThat(environment.getConfig().isObjectReuseEnabled()).isFalse();
        assertThat(environment.getMaxParallelism()).isEqualTo(720);
        assertThat(environment.getConfiguration().get(RestartStrategyOptions.RESTART_STRATEGY))
                .isEqualTo("fixed-delay");
        assertThat(
                        FlinkSettings.of(
                                        Configuration.fromMap(
                                                Map.of(
                                                        "state.backend.rocksdb.log.level",
                                                        "DEBUG_LEVEL")),
                                        settings())
                                .toMap())
                .doesNotContainKey("state.backend.rocksdb.log.level");
    }

    @Test
    void of_optionOfTheJob_beforeTheConfiguration() {
        StreamExecutionEnvironment environment =
                configured(
                        Map.of(CheckpointingOptions.CHECKPOINTING_INTERVAL.key(), "3min"),
                        "--checkpoint-interval",
                        "2s");
        assertThat(environment.getCheckpointInterval()).isEqualTo(2000);
    }

    @Test
    void of_kryoAllowed_refusedStill() {
        StreamExecutionEnvironment environment =
                configured(Map.of(PipelineOptions.GENERIC_TYPES.key(), "true"));
        assertThat(environment.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    }

    private static StreamExecutionEnvironment configured(
            Map<String, String> chosen, String... options) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(Configuration.fromMap(chosen));
        StreamEvalPipeline.configure(environment, settings(options));
        return environment;
    }

    private static JobSettings settings(String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "--bootstrap-servers";
        arguments[1] = "localhost:9092";
        arguments[2] = "--model";
        arguments[3] = "models/line";
        System.arraycopy(options, 0, arguments, 4, options.length);
        return StreamEvalJob.parse(arguments).orElseThrow();
    }
}
