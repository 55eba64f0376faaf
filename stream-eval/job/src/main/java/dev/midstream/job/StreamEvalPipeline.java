package dev.midstream.job;

import dev.midstream.evaluation.classes.LabelClasses;
import dev.midstream.job.copies.CopyKey;
import dev.midstream.job.eventtime.PublicationTime;
import dev.midstream.job.eventtime.ResumedWatermarks;
import dev.midstream.job.eventtime.Untimed;
import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.intake.ArrivedLabel;
import dev.midstream.job.intake.ConsumedRecord;
import dev.midstream.job.intake.Intake;
import dev.midstream.job.intake.LabelIntake;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.LateLabels;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelChangeSerializer;
import dev.midstream.job.intake.ModelIntake;
import dev.midstream.job.kafka.JobTopic;
import dev.midstream.job.kafka.JobTopics;
import dev.midstream.job.kafka.KafkaConnections;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.job.kafka.KafkaSettings;
import dev.midstream.job.metric.WindowedDelta;
import dev.midstream.job.progress.DeadLetterCounterFactory;
import dev.midstream.job.rollout.StatusRecords;
import dev.midstream.job.scoring.ModelPlans;
import dev.midstream.job.scoring.NestedEngine;
import dev.midstream.job.scoring.ScoredImage;
import dev.midstream.job.scoring.ScoredImageSerializer;
import dev.midstream.job.scoring.ScoringOperatorFactory;
import dev.midstream.job.scoring.ScoringPlan;
import dev.midstream.job.scoring.ScoringSetup;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.util.Collector;

/** The job's operators and how they are connected. Savepoints refer to their uids. */
final class StreamEvalPipeline {
    /**
     * The buffer timeout of images and sums in milliseconds: the longest that a record waits for
     * others on its way to another subtask. Everything else has Flink's default of 100 ms.
     */
    static final long BUFFER_MILLIS = 10;

    private StreamEvalPipeline() {}

    static void build(
            StreamExecutionEnvironment environment,
            JobSettings settings,
            List<ScoringPlan> plans,
            JobTopics.Limits limits) {
        configure(environment, settings);
        KafkaSettings kafka = settings.kafka();
        LabelClasses classes = ModelPlans.labels(plans, settings.scoring());
        int letterBytes = limits.of(JobTopic.DEAD_LETTERS);
        Windows windows = settings.figures().windows();
        SingleOutputStreamOperator<ConsumedRecord> records =
                environment
                        .fromSource(
                                KafkaConnections.source(kafka, JobTopic.IMAGES),
                                PublicationTime.strategy(windows, kafka.format()),
                                "Images")
                        .uid("images");
        SingleOutputStreamOperator<LabelledImage> images =
                records.transform("Event time", records.getType(), new ResumedWatermarks<>(windows))
                        .uid("event-time")
                        .process(
                                new Intake(
                                        ModelPlans.shapes(plans),
                                        ModelPlans.larger(plans),
                                        classes,
                                        settings.lateLabels(),
                                        settings.figures().clockLead(),
                                        letterBytes,
                                        kafka.format()))
                        .returns(TypeInformation.of(LabelledImage.class))
                        .setBufferTimeout(BUFFER_MILLIS)
                        .name("Intake")
                        .uid("intake");
        SingleOutputStreamOperator<ModelChange> changes =
                kafka.topics().contains(JobTopic.MODELS)
                        ? announced(environment, settings, letterBytes)
                        : noneAnnounced(environment);
        SingleOutputStreamOperator<ScoredImage> scored =
                scored(
                                images,
                                changes,
                                settings.rememberedImages(),
                                new ScoringOperatorFactory(
                                        new ScoringSetup(
                                                plans,
                                                settings.scoring(),
                                                settings.models().announced(),
                                                settings.linger(),
                                                letterBytes,
                                                kafka.groupId(),
                                                settings.rememberedImages(),
                                                NestedEngine::open)))
                        .uid("scoring");
        DataStream<KafkaMessage> letters =
                images.getSideOutput(Intake.DEAD_LETTERS)
                        .union(
                                changes.getSideOutput(Intake.DEAD_LETTERS),
                                scored.getSideOutput(Intake.DEAD_LETTERS));
        FigurePipeline figures = new FigurePipeline(settings, limits, classes);
        DataStream<WindowedDelta> sums;
        if (settings.lateLabels() == LateLabels.AWAITED) {
            SingleOutputStreamOperator<ArrivedLabel> labels =
                    environment
                            .fromSource(
                                    KafkaConnections.source(kafka, JobTopic.LABELS),
                                    Untimed.strategy(),
                                    "Labels")
                            .uid("labels")
                            .process(new LabelIntake(classes, letterBytes, kafka.format()))
                            .returns(TypeInformation.of(ArrivedLabel.class))
                            .name("Label intake")
                            .uid("label-intake");
            letters = letters.union(labels.getSideOutput(Intake.DEAD_LETTERS));
            sums = figures.localSums(scored, labels);
        } else {
            sums = figures.localSums(scored);
        }
        figures.build(sums);
        if (kafka.topics().contains(JobTopic.PREDICTIONS)) {
            figures.predictions(scored);
        }
        scored.getSideOutput(StatusRecords.STATUS)
                .sinkTo(KafkaConnections.sink(kafka, limits, JobTopic.STATUS, "status"))
                .name("Model status")
                .uid("status");
        letters.transform("Dead letters counted", letters.getType(), new DeadLetterCounterFactory())
                .uid("dead-letters-counted")
                .sinkTo(KafkaConnections.sink(kafka, limits, JobTopic.DEAD_LETTERS, "dead-letters"))
                .name("Dead letters")
                .uid("dead-letters");
    }

    private static SingleOutputStreamOperator<ModelChange> announced(
            StreamExecutionEnvironment environment, JobSettings settings, int letterBytes) {
        KafkaSettings kafka = settings.kafka();
        return environment
                .fromSource(
                        KafkaConnections.announcements(kafka),
                        Untimed.strategy(),
                        "Announced models")
                .uid("models")
                .setParallelism(1)
                .process(
                        new ModelIntake(settings.models().announced(), letterBytes, kafka.format()))
                .returns(ModelChangeSerializer.TYPE)
                .name("Model intake")
                .uid("model-intake")
                .setParallelism(1);
    }

    private static SingleOutputStreamOperator<ModelChange> noneAnnounced(
            StreamExecutionEnvironment environment) {
        // Flink's source of an empty list fails.
        return environment
                .fromSequence(0, 0)
                .uid("no-models")
                .setParallelism(1)
                .flatMap((Long unused, Collector<ModelChange> changes) -> {})
                .returns(ModelChangeSerializer.TYPE)
                .name("No announced models")
                .uid("no-model-changes")
                .setParallelism(1);
    }

    private static SingleOutputStreamOperator<ScoredImage> scored(
            DataStream<LabelledImage> images,
            DataStream<ModelChange> changes,
            long rememberedImages,
            ScoringOperatorFactory operator) {
        // Evenly, so that the topic's partitions do not bound the parallelism of scoring.
        DataStream<LabelledImage> spread =
                rememberedImages == 0 ? images.rebalance() : images.keyBy(new CopyKey(), Types.INT);
        SingleOutputStreamOperator<ScoredImage> scored =
                spread.connect(changes.broadcast())
                        .transform("Scoring", ScoredImageSerializer.TYPE, operator);
        if (rememberedImages > 0) {
            keyFirstInput(scored);
        }
        return scored;
    }

    /** Flink's connected streams key both inputs or none. */
    @SuppressWarnings("unchecked")
    private static void keyFirstInput(DataStream<ScoredImage> scored) {
        TwoInputTransformation<LabelledImage, ModelChange, ScoredImage> transformation =
                (TwoInputTransformation<LabelledImage, ModelChange, ScoredImage>)
                        scored.getTransformation();
        transformation.setStateKeySelectors(new CopyKey(), null);
        transformation.setStateKeyType(Types.INT);
    }

    /** Applies the settings, except those that the user or the cluster has chosen otherwise. */
    static void configure(StreamExecutionEnvironment environment, JobSettings settings) {
        environment.configure(
                FlinkSettings.of(environment.getConfiguration(), settings),
                StreamEvalPipeline.class.getClassLoader());
        if (settings.runtime().parallelism() != RuntimeSettings.CLUSTER_PARALLELISM) {
            environment.setParallelism(settings.runtime().parallelism());
        }
    }
}
