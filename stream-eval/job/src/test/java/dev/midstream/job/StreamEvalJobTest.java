package dev.midstream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.engine.Batching;
import dev.midstream.engine.PrecisionRule;
import dev.midstream.engine.Processor;
import dev.midstream.engine.ScoringPrecision;
import dev.midstream.evaluation.reference.Reference;
import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.fixture.OnnxTwin;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.job.intake.LateLabels;
import dev.midstream.job.kafka.JobTopic;
import dev.midstream.job.kafka.KafkaSettings.Extent;
import dev.midstream.job.kafka.KafkaSettings.StartingOffsets;
import dev.midstream.job.labels.LabelWaiting;
import dev.midstream.job.metric.Predictions.Probabilities;
import dev.midstream.job.scoring.ScoringSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StreamEvalJobTest {
    private static final String TRY = "Try 'flink run stream-eval.jar --help'.";

    private static final String[] REQUIRED = {"--bootstrap-servers", "h:1", "--model", "/m"};

    @Test
    void parse_requiredOptions_defaults() {
        JobSettings settings = StreamEvalJob.parse(REQUIRED).orElseThrow();
        assertThat(settings.models().initial()).containsExactly("/m");
        assertThat(settings.scoring().choice().points()).containsExactly("all");
        assertThat(settings.scoring().choice().ensembles().texts()).containsExactly("all");
        assertThat(settings.scoring().reference()).isEqualTo(new Reference.Midpoint());
        assertThat(settings.scoring().batching().batchSize()).isEqualTo(16);
        assertThat(settings.linger()).isEqualTo(Duration.ofMillis(20));
        assertThat(settings.scoring().batching().threads()).isEqualTo(1);
        assertThat(settings.figures().eceBins()).isEqualTo(15);
        assertThat(settings.figures().emitInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.runtime().checkpointInterval()).isEmpty();
        assertThat(settings.kafka().topics().of(JobTopic.IMAGES)).isEqualTo("midstream.images");
        assertThat(settings.kafka().topics().of(JobTopic.MODELS)).isEqualTo("midstream.models");
        assertThat(settings.kafka().topics().contains(JobTopic.PREDICTIONS)).isFalse();
        assertThat(settings.figures().probabilities()).isEqualTo(Probabilities.EXCLUDED);
        assertThat(settings.kafka().topics().of(JobTopic.METRICS)).isEqualTo("midstream.metrics");
        assertThat(settings.kafka().topics().of(JobTopic.DEAD_LETTERS))
                .isEqualTo("midstream.dead-letters");
        assertThat(settings.kafka().topics().of(JobTopic.WINDOWS)).isEqualTo("midstream.windows");
        assertThat(settings.kafka().topics().of(JobTopic.SUMMARIES))
                .isEqualTo("midstream.summaries");
        assertThat(settings.figures().windows()).isEqualTo(new Windows(10_000, 5_000, 0));
        assertThat(settings.lateLabels()).isEqualTo(LateLabels.REFUSED);
        assertThat(settings.rememberedImages()).isEqualTo(5_000_000);
        assertThat(settings.kafka().delivery().guarantee())
                .isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
        assertThat(settings.kafka().reading().startingOffsets())
                .isEqualTo(StartingOffsets.EARLIEST);
        assertThat(settings.kafka().reading().extent()).isEqualTo(Extent.UNBOUNDED);
    }

    @Test
    void parse_allOptions_taken(@TempDir Path directory) throws Exception {
        Path client = directory.resolve("client.properties");
        Files.writeString(client, "security.protocol=SSL\n");
        JobSettings settings =
                parse(
                        "--model s3://models/line --schema-registry http://localhost:8081"
                            + " --predictions-topic p --probabilities --models-topic a --points"
                            + " midpoint,endpoint-0 --ensemble mirrored --ensemble"
                            + " midpoint,endpoint-0 --reference line/endpoint-0 --images-topic i"
                            + " --metrics-topic m --dead-letters-topic d --group-id g --batch-size"
                            + " 8 --linger 1s --engine-threads 2 --ece-bins 20 --emit-interval"
                            + " 100ms --checkpoint-interval 2m --delivery at-least-once"
                            + " --starting-offsets committed --bounded --parallelism 3"
                            + " --transaction-timeout 1h --kafka-config "
                                + client);
        assertThat(settings.scoring().choice().points()).containsExactly("midpoint", "endpoint-0");
        assertThat(settings.scoring().choice().ensembles().texts())
                .containsExactly("mirrored", "midpoint,endpoint-0");
        assertThat(settings.scoring().reference()).isEqualTo(Reference.parse("line/endpoint-0"));
        assertThat(settings.models().initial()).containsExactly("/m", "s3://models/line");
        assertThat(settings.kafka().format()).hasToString("registry http://localhost:8081");
        assertThat(settings.kafka().topics().of(JobTopic.PREDICTIONS)).isEqualTo("p");
        assertThat(settings.figures().probabilities()).isEqualTo(Probabilities.INCLUDED);
        assertThat(settings.kafka().topics().of(JobTopic.MODELS)).isEqualTo("a");
        assertThat(settings.kafka().topics().of(JobTopic.IMAGES)).isEqualTo("i");
        assertThat(settings.kafka().topics().of(JobTopic.METRICS)).isEqualTo("m");
        assertThat(settings.kafka().topics().of(JobTopic.DEAD_LETTERS)).isEqualTo("d");
        assertThat(settings.kafka().groupId()).isEqualTo("g");
        assertThat(settings.kafka().delivery().guarantee())
                .isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
        assertThat(settings.kafka().reading().startingOffsets())
                .isEqualTo(StartingOffsets.COMMITTED);
        assertThat(settings.kafka().reading().extent()).isEqualTo(Extent.BOUNDED);
        assertThat(settings.kafka().delivery().transactionTimeout()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.kafka().client()).containsEntry("security.protocol", "SSL");
        assertThat(settings.scoring().batching().batchSize()).isEqualTo(8);
        assertThat(settings.linger()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.scoring().batching().threads()).isEqualTo(2);
        assertThat(settings.figures().eceBins()).isEqualTo(20);
        assertThat(settings.figures().emitInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(settings.runtime().checkpointInterval()).contains(Duration.ofMinutes(2));
        assertThat(settings.runtime().parallelism()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--batchsize 4 | Unknown options: '--batchsize', '4'. " + TRY,
                "--batch-size 0 | Invalid --batch-size: 0. Give 1 to 4096. " + TRY,
                "--reference middle | Invalid --reference: middle. Give midpoint, none or"
                        + " MODEL/POINT. "
                        + TRY,
                "--probabilities | Cannot send --probabilities nowhere: name a --predictions-topic."
                        + " "
                        + TRY,
                "--precision bf16 --device gpu | Invalid --precision: bf16 is for --device cpu. Use"
                        + " float32 on a GPU. "
                        + TRY,
                "--parallelism 0 | Invalid --parallelism: 0. Give 1 to 128. " + TRY,
                "--emit-interval 1ms | Invalid --emit-interval: 1 ms. Give at least 10 ms. " + TRY,
            })
    void parse_wrongOption_oneLine(String option, String message) {
        assertThatThrownBy(() -> parse(option))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "--linger soon, 'is not a duration such as 20ms, 1s, 5m or 1h'",
        "--ece-bins 7, 7",
        "--delivery maybe, at-least-once",
    })
    void parse_wrongValue_saysWhatIsRight(String option, String part) {
        assertThatThrownBy(() -> parse(option))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessageContaining(part)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void parse_help_nothingToRun() {
        assertThat(StreamEvalJob.parse("--help")).isEmpty();
        assertThat(StreamEvalJob.parse("--version")).isEmpty();
    }

    @Test
    void parse_nothing_namesTheRequiredOptions() {
        assertThatThrownBy(() -> StreamEvalJob.parse())
                .hasMessageContaining("--bootstrap-servers")
                .hasMessageContaining("--model");
    }

    @Test
    void main_noModelThere_oneLine(@TempDir Path empty) {
        assertThatThrownBy(
                        () ->
                                StreamEvalJob.main(
                                        new String[] {
                                            "--bootstrap-servers",
                                            "127.0.0.1:1",
                                            "--model",
                                            empty.toString()
                                        }))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessageContaining(empty.toString())
                .message()
                .doesNotContain("\n");
    }

    private static JobSettings parse(String options) {
        return StreamEvalJob.parse(
                        Stream.concat(Stream.of(REQUIRED), Stream.of(options.split(" ")))
                                .toArray(String[]::new))
                .orElseThrow();
    }

    @Test
    void parse_precisionAndDevice_areSet() {
        ScoringSettings plain = parse("--batch-size 16").scoring();
        assertThat(plain.precision()).isEqualTo(PrecisionRule.FLOAT32);
        assertThat(plain.batching().processor()).isEqualTo(Processor.CPU);

        ScoringSettings bf16 = parse("--precision bf16 --device cpu").scoring();
        assertThat(bf16.precision())
                .isEqualTo(new PrecisionRule(ScoringPrecision.BF16, ScoringPrecision.BF16));
        assertThat(bf16.batching().processor()).isEqualTo(Processor.CPU);

        ScoringSettings faster = parse("--precision auto").scoring();
        assertThat(faster.precision())
                .isEqualTo(
                        new PrecisionRule(
                                ScoringPrecision.BF16.isFast()
                                        ? ScoringPrecision.BF16
                                        : ScoringPrecision.FLOAT32,
                                ScoringPrecision.FLOAT32));

        ScoringSettings gpu = parse("--precision auto --device gpu").scoring();
        assertThat(gpu.precision()).isEqualTo(PrecisionRule.FLOAT32);
        assertThat(gpu.batching().processor()).isEqualTo(Processor.GPU);
        assertThat(gpu.batching().batchSize()).isEqualTo(256);
    }

    @ParameterizedTest
    @CsvSource({"GPU, 256", "CPU, 16"})
    void parse_deviceAuto_whatThisMachineHasForTheModels(Processor best, int batchSize) {
        List<String> asked = new ArrayList<>();
        Batching batching =
                StreamEvalJob.parse(
                                models -> {
                                    asked.addAll(models);
                                    return best;
                                },
                                "--bootstrap-servers h:1 --model /m --model s3://m/n --device auto"
                                        .split(" ", -1))
                        .orElseThrow()
                        .scoring()
                        .batching();
        assertThat(asked).containsExactly("/m", "s3://m/n");
        assertThat(batching.processor()).isEqualTo(best);
        assertThat(batching.batchSize()).isEqualTo(batchSize);
    }

    /** Whether this machine has a GPU or not: engines are asked, and that of ONNX has none. */
    @Test
    void parse_deviceAutoWithAnOnnxModel_isTheCpu(@TempDir Path directory) {
        String[] arguments = {
            "--bootstrap-servers",
            "h:1",
            "--device",
            "auto",
            "--model",
            TestModel.in(directory.resolve("saved")).path().toString(),
            "--model",
            OnnxTwin.in(directory.resolve("onnx")).path().toString(),
        };
        JobSettings settings = StreamEvalJob.parse(arguments).orElseThrow();
        assertThat(settings.scoring().batching().processor()).isEqualTo(Processor.CPU);
    }

    @Test
    void parse_deviceAutoAndNoModelThere_oneLine(@TempDir Path empty) {
        assertThatThrownBy(() -> parse("--device auto --model " + empty))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessageStartingWith("Cannot ")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void parse_windowsLabelsAndDuplicates_areSet() {
        JobSettings settings =
                StreamEvalJob.parse(
                                (String.join(" ", REQUIRED)
                                                + " --window 0s --labels-topic l --label-timeout 2h"
                                                + " --max-waiting-images 1000"
                                                + " --max-waiting-labels 2000"
                                                + " --remembered-images 50000")
                                        .split(" ", -1))
                        .orElseThrow();
        assertThat(settings.figures().windows().sizeMillis()).isZero();
        assertThat(settings.kafka().topics().contains(JobTopic.WINDOWS)).isFalse();
        assertThat(settings.kafka().topics().of(JobTopic.LABELS)).isEqualTo("l");
        assertThat(settings.lateLabels()).isEqualTo(LateLabels.AWAITED);
        assertThat(settings.labels()).isEqualTo(new LabelWaiting(7_200_000, 1000, 2000));
        assertThat(settings.rememberedImages()).isEqualTo(50_000);
    }
}
