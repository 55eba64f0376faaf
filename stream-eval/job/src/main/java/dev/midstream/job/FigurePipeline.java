package dev.midstream.job;

import dev.midstream.evaluation.classes.LabelClasses;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.job.intake.ArrivedLabel;
import dev.midstream.job.kafka.JobTopic;
import dev.midstream.job.kafka.JobTopics;
import dev.midstream.job.kafka.KafkaConnections;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.job.kafka.TopicFormat;
import dev.midstream.job.kafka.TopicNames;
import dev.midstream.job.labels.LabelJoin;
import dev.midstream.job.metric.CumulativeSums;
import dev.midstream.job.metric.FigureGaugeSink;
import dev.midstream.job.metric.LocalSumsOperator;
import dev.midstream.job.metric.MetricDelta;
import dev.midstream.job.metric.Predictions;
import dev.midstream.job.metric.WindowedDelta;
import dev.midstream.job.metric.WindowedDeltaSerializer;
import dev.midstream.job.scoring.ScoredImage;
import dev.midstream.job.scoring.ScoredImageSerializer;
import dev.midstream.job.state.PunctualOperator;
import dev.midstream.job.state.ReportingOperator;
import dev.midstream.job.summary.Summaries;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The part of the job from scored images to figures and where they go. */
final class FigurePipeline {
    private static final int LOCAL_SUMS_A_REPORT = 10;

    private final JobSettings settings;
    private final JobTopics.Limits limits;
    private final LabelClasses classes;

    FigurePipeline(JobSettings settings, JobTopics.Limits limits, LabelClasses classes) {
        this.settings = settings;
        this.limits = limits;
        this.classes = classes;
    }

    /** Adds up images that all have labels, in every subtask by itself. */
    DataStream<WindowedDelta> localSums(DataStream<ScoredImage> scored) {
        return localSums(scored, "Local sums", "local-sums");
    }

    /** Adds up images that have labels, and others when theirs come. */
    DataStream<WindowedDelta> localSums(
            DataStream<ScoredImage> scored, DataStream<ArrivedLabel> labels) {
        DataStream<ScoredImage> labelled =
                scored.filter(LabelJoin::isLabelled).name("Labelled").uid("labelled");
        DataStream<ScoredImage> joined =
                scored.filter(image -> !LabelJoin.isLabelled(image))
                        .name("Unlabelled")
                        .uid("unlabelled")
                        .keyBy(LabelJoin::key, Types.STRING)
                        .connect(labels.keyBy(LabelJoin::key, Types.STRING))
                        .transform(
                                "Label join",
                                ScoredImageSerializer.TYPE,
                                new LabelJoin(settings.labels()))
                        .uid("label-join");
        // Images with labels need not leave their subtask for the others' sake.
        return localSums(labelled)
                .union(localSums(joined, "Local sums of joined", "local-sums-of-joined"));
    }

    /** Sends what every point answers for every image. */
    void predictions(DataStream<ScoredImage> scored) {
        DataStream<KafkaMessage> predictions =
                scored.flatMap(
                                new Predictions(
                                        format(JobTopic.PREDICTIONS),
                                        settings.figures().probabilities(),
                                        classes))
                        .returns(TypeInformation.of(KafkaMessage.class))
                        .name("Single predictions")
                        .uid("single-predictions");
        send(predictions, JobTopic.PREDICTIONS, "Predictions");
    }

    /** Makes figures of the sums. */
    void build(DataStream<WindowedDelta> deltas) {
        SingleOutputStreamOperator<KafkaMessage> metrics =
                deltas.keyBy(sums -> RobustnessMetrics.keyText(sums.delta().key()), Types.STRING)
                        .transform(
                                "Cumulative sums",
                                TypeInformation.of(KafkaMessage.class),
                                ReportingOperator.of(
                                        new CumulativeSums(
                                                settings.figures().eceBins(),
                                                settings.figures().emitInterval(),
                                                settings.figures().windows(),
                                                format(JobTopic.METRICS),
                                                format(JobTopic.WINDOWS))))
                        .uid("cumulative-sums");
        send(metrics, JobTopic.METRICS, "Metrics");
        if (settings.kafka().topics().contains(JobTopic.WINDOWS)) {
            send(metrics.getSideOutput(CumulativeSums.WINDOWS), JobTopic.WINDOWS, "Windows");
        }
        DataStream<MetricDelta> totals = metrics.getSideOutput(CumulativeSums.TOTALS);
        SingleOutputStreamOperator<KafkaMessage> summaries =
                totals.keyBy(Summaries::keyText, Types.STRING)
                        .transform(
                                "Means over corruptions",
                                TypeInformation.of(KafkaMessage.class),
                                new PunctualOperator<>(
                                        new Summaries(
                                                settings.figures().eceBins(),
                                                settings.figures().emitInterval(),
                                                format(JobTopic.SUMMARIES))))
                        .uid("summary-means");
        send(summaries, JobTopic.SUMMARIES, "Summaries");
        totals.keyBy(FigureGaugeSink::partitionKey, Types.STRING)
                .sinkTo(new FigureGaugeSink(settings.figures().eceBins()))
                .name("Figure gauges")
                .uid("figure-gauges");
    }

    private DataStream<WindowedDelta> localSums(
            DataStream<ScoredImage> scored, String name, String uid) {
        // A report waits for both intervals: this one is a small part of the other.
        Duration interval = settings.figures().emitInterval().dividedBy(LOCAL_SUMS_A_REPORT);
        return scored.transform(
                        name,
                        WindowedDeltaSerializer.TYPE,
                        new LocalSumsOperator(interval, settings.figures().windows()))
                .setBufferTimeout(StreamEvalPipeline.BUFFER_MILLIS)
                .uid(uid);
    }

    private TopicFormat format(JobTopic topic) {
        TopicNames topics = settings.kafka().topics();
        return new TopicFormat(
                settings.kafka().format(), topics.contains(topic) ? topics.of(topic) : "");
    }

    private void send(DataStream<KafkaMessage> messages, JobTopic topic, String name) {
        String id = name.toLowerCase(Locale.ROOT);
        messages.sinkTo(KafkaConnections.sink(settings.kafka(), limits, topic, id))
                .name(name)
                .uid(id);
    }
}
