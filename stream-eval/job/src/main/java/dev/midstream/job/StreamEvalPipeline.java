package dev.midstream.job;

import dev.midstream.job.intake.ConsumedRecord;
import dev.midstream.job.intake.Intake;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.kafka.JobTopics;
import dev.midstream.job.kafka.KafkaConnections;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.job.kafka.KafkaSettings;
import dev.midstream.job.metric.CumulativeSums;
import dev.midstream.job.metric.FigureGaugeSink;
import dev.midstream.job.metric.LocalSumsOperator;
import dev.midstream.job.metric.MetricDelta;
import dev.midstream.job.scoring.NestedEngine;
import dev.midstream.job.scoring.ScoredImage;
import dev.midstream.job.scoring.ScoringOperator;
import dev.midstream.job.scoring.ScoringPlan;
import dev.midstream.schemas.metric.RobustnessMetrics;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's operators and how they are joined. Their uids are part of every savepoint. */
final class StreamEvalPipeline {
    private StreamEvalPipeline() {}

    static void build(
            StreamExecutionEnvironment environment,
            JobSettings settings,
            ScoringPlan plan,
            JobTopics.Limits limits) {
        configure(environment, settings);
        KafkaSettings kafka = settings.kafka();
        SingleOutputStreamOperator<ConsumedRecord> records =
                environment
                        .fromSource(
                                KafkaConnections.images(kafka),
                                WatermarkStrategy.noWatermarks(),
                                "Images")
                        .uid("images");
        SingleOutputStreamOperator<LabelledImage> images =
                records.process(new Intake(plan.input(), limits.deadLetterBytes()))
                        .returns(TypeInformation.of(LabelledImage.class))
                        .name("Intake")
                        .uid("intake");
        images.getSideOutput(Intake.DEAD_LETTERS)
                .sinkTo(
                        KafkaConnections.sink(
                                kafka,
                                kafka.deadLetterTopic(),
                                "dead-letters",
                                limits.deadLetterBytes()))
                .name("Dead letters")
                .uid("dead-letters");
        SingleOutputStreamOperator<ScoredImage> scored =
                images.transform(
                                "Scoring",
                                TypeInformation.of(ScoredImage.class),
                                new ScoringOperator(plan, settings.linger(), NestedEngine::open))
                        .uid("scoring");
        SingleOutputStreamOperator<KafkaMessage> metrics = metrics(settings, scored);
        metrics.sinkTo(
                        KafkaConnections.sink(
                                kafka, kafka.metricsTopic(), "metrics", limits.metricBytes()))
                .name("Metrics")
                .uid("metrics");
        metrics.getSideOutput(CumulativeSums.TOTALS)
                .keyBy(FigureGaugeSink::partitionKey, Types.STRING)
                .sinkTo(new FigureGaugeSink(settings.eceBins()))
                .name("Figure gauges")
                .uid("figure-gauges");
    }

    private static SingleOutputStreamOperator<KafkaMessage> metrics(
            JobSettings settings, DataStream<ScoredImage> scored) {
        // Half of the time between reports, so that a report is not an interval late.
        Duration localInterval = settings.emitInterval().dividedBy(2);
        return scored.transform(
                        "Local sums",
                        TypeInformation.of(MetricDelta.class),
                        new LocalSumsOperator(localInterval))
                .uid("local-sums")
                .keyBy(delta -> RobustnessMetrics.keyText(delta.key()), Types.STRING)
                .process(new CumulativeSums(settings.eceBins(), settings.emitInterval()))
                .returns(TypeInformation.of(KafkaMessage.class))
                .name("Cumulative sums")
                .uid("cumulative-sums");
    }

    private static void configure(StreamExecutionEnvironment environment, JobSettings settings) {
        Configuration configuration = new Configuration();
        // Kryo would tie state to class layouts; every type here has a serialiser of its own.
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        // All records are immutable, so that chained operators may share them.
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.MAX_PARALLELISM, JobSettings.MAX_PARALLELISM);
        // One lost machine can burn several attempts, so their number must not be limited.
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        environment.configure(configuration, StreamEvalPipeline.class.getClassLoader());
        environment.enableCheckpointing(
                settings.checkpointInterval().toMillis(), CheckpointingMode.EXACTLY_ONCE);
        if (settings.parallelism() != JobSettings.CLUSTER_PARALLELISM) {
            environment.setParallelism(settings.parallelism());
        }
    }
}
