package dev.midstream.dashboard.feed;

import dev.midstream.DeadLetter;
import dev.midstream.ModelStatus;
import dev.midstream.RobustnessMetric;
import dev.midstream.RobustnessSummary;
import dev.midstream.Run;
import dev.midstream.ScopeKind;
import dev.midstream.dashboard.view.MetricView;
import dev.midstream.dashboard.view.ModelView;
import dev.midstream.dashboard.view.RunView;
import dev.midstream.dashboard.view.SummaryView;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** The feeds of the dashboard: each reads one topic into a store. */
public final class Feeds {
    // A dead letter carries a whole image.
    private static final long MAX_EARLIER_LETTERS = 20_000;

    private Feeds() {}

    /** Starts to read metrics. Of a metrics topic, only cumulative figures are kept. */
    public static TopicFeed metrics(FeedTopic topic, MetricStore store, Clock clock) {
        return compacted(
                topic,
                RobustnessMetric.class,
                metric -> {
                    if (metric.getScope().getKind() == ScopeKind.CUMULATIVE) {
                        store.put(
                                RobustnessMetrics.keyText(metric.getKey()), MetricView.of(metric));
                    }
                },
                store::remove,
                clock);
    }

    /** Starts to read summaries. */
    public static TopicFeed summaries(FeedTopic topic, MetricStore store, Clock clock) {
        return compacted(
                topic,
                RobustnessSummary.class,
                summary ->
                        store.put(
                                RobustnessSummaries.keyText(summary.getKey()),
                                SummaryView.of(summary)),
                store::remove,
                clock);
    }

    /** Starts to read publishing runs, which complete the summaries of {@code metrics}. */
    public static TopicFeed runs(
            FeedTopic topic, RunStore store, MetricStore metrics, Clock clock) {
        return compacted(
                topic,
                Run.class,
                run -> {
                    store.put(RunView.of(run));
                    metrics.touch(key -> key.runId().equals(run.getRunId()));
                },
                runId -> {
                    store.remove(runId);
                    metrics.touch(key -> key.runId().equals(runId));
                },
                clock);
    }

    /** Starts to read what jobs do with models. */
    public static TopicFeed models(FeedTopic topic, ModelStore store, Clock clock) {
        return compacted(
                topic,
                ModelStatus.class,
                status -> store.put(ModelView.of(status)),
                store::remove,
                clock);
    }

    /** Starts to read dead letters. Of those already on the topic, only the last are read. */
    public static TopicFeed deadLetters(FeedTopic topic, DeadLetterStore store, Clock clock) {
        AvroWire<DeadLetter> wire = topic.format().reader(DeadLetter.class);
        return TopicFeed.start(
                topic,
                MAX_EARLIER_LETTERS,
                record -> {
                    if (record.value() != null) {
                        store.add(DeadLetterView.of(wire.decode(record.value())));
                    }
                },
                clock);
    }

    /** A compacted topic has, from its beginning, the latest record of every key. */
    private static <T extends SpecificRecord> TopicFeed compacted(
            FeedTopic topic, Class<T> type, Consumer<T> put, Consumer<String> remove, Clock clock) {
        AvroWire<T> wire = topic.format().reader(type);
        return TopicFeed.start(
                topic,
                Long.MAX_VALUE,
                record -> {
                    if (record.value() != null) {
                        put.accept(wire.decode(record.value()));
                    } else if (record.key() != null) {
                        remove.accept(new String(record.key(), StandardCharsets.UTF_8));
                    }
                },
                clock);
    }
}
