package dev.midstream.job.labels;

import dev.midstream.job.eventtime.PublicationTime;
import dev.midstream.job.intake.ArrivedLabel;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.scoring.ScoredImage;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Joins scored images with labels that arrive later or earlier.
 *
 * <p>Both inputs are keyed by {@link #key}, so that all corrupted versions of an image get the
 * label of that image. Waiting images and labels are in keyed state, which a state backend on disk
 * keeps there. Images keep their event time. If an image has two labels, the first applies to the
 * versions that were waiting, and the second to those that arrive after it.
 */
public final class LabelJoin extends AbstractStreamOperator<ScoredImage>
        implements TwoInputStreamOperator<ScoredImage, ArrivedLabel, ScoredImage>,
                Triggerable<String, VoidNamespace> {
    static final String WAITING = "midstream_images_waiting_for_label";

    private static final long serialVersionUID = 1L;

    private final LabelWaiting settings;

    private transient ListState<WaitingImage> waiting;
    private transient ValueState<KeptLabel> kept;
    private transient WaitingCounts counts;
    private transient LabelCounters counters;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient Counter matched;
    private transient Counter expired;
    private transient Counter crowdedOut;
    private transient Counter unmatched;

    @SuppressWarnings("NullAway.Init") // Flink initialises the state before anything else.
    public LabelJoin(LabelWaiting settings) {
        this.settings = settings;
    }

    /** The key of a scored image. */
    public static String key(ScoredImage image) {
        return key(image.context().runId(), image.context().imageId());
    }

    /** The key of a label. */
    public static String key(ArrivedLabel label) {
        return key(label.runId(), label.imageId());
    }

    private static String key(String runId, String imageId) {
        // The length makes the key unique for every pair.
        return runId.length() + ":" + runId + imageId;
    }

    /** Returns whether an image has a label. */
    public static boolean isLabelled(ScoredImage image) {
        return image.context().label() != ImageContext.NO_LABEL;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        TaskInfo task = getRuntimeContext().getTaskInfo();
        int keyGroups = task.getMaxNumberOfParallelSubtasks();
        KeyGroupRange range =
                KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                        keyGroups,
                        task.getNumberOfParallelSubtasks(),
                        task.getIndexOfThisSubtask());
        counts =
                new WaitingCounts(
                        context.getOperatorStateStore(), range, keyGroups, settings.maxImages());
        counters = new LabelCounters(context.getOperatorStateStore(), getMetricGroup());
        waiting =
                context.getKeyedStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "waiting-images", new WaitingImageSerializer()));
        kept =
                context.getKeyedStateStore()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "kept-label", new KeptLabelSerializer()));
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("expiry", VoidNamespaceSerializer.INSTANCE, this);
        matched = counters.counter(LabelCounters.MATCHED);
        expired = counters.counter(LabelCounters.EXPIRED);
        crowdedOut = counters.counter(LabelCounters.CROWDED_OUT);
        unmatched = counters.counter(LabelCounters.UNMATCHED);
        Gauge<Long> now = counts::total;
        getMetricGroup().gauge(WAITING, now);
    }

    @Override
    public void processElement1(StreamRecord<ScoredImage> element) throws Exception {
        ScoredImage image = element.getValue();
        KeptLabel label = kept.value();
        if (label != null) {
            kept.update(label.givenTo(1));
            send(image, label, PublicationTime.of(element));
            return;
        }
        String key = (String) getCurrentKey();
        if (counts.isFull(key)) {
            crowdedOut.inc();
            return;
        }
        long expiresAt = timers.currentProcessingTime() + settings.timeoutMillis();
        timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, expiresAt);
        waiting.add(new WaitingImage(PublicationTime.of(element), expiresAt, image));
        counts.add(key, 1);
    }

    @Override
    public void processElement2(StreamRecord<ArrivedLabel> element) throws Exception {
        long expiresAt = timers.currentProcessingTime() + settings.timeoutMillis();
        timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, expiresAt);
        ArrivedLabel arrived = element.getValue();
        KeptLabel before = kept.value();
        KeptLabel label =
                new KeptLabel(
                        arrived.label(),
                        arrived.trueLabel(),
                        expiresAt,
                        before == null ? 0 : before.images());
        int images = 0;
        for (WaitingImage image : waiting.get()) {
            send(image.image(), label, image.publishedAt());
            images++;
        }
        waiting.clear();
        counts.add((String) getCurrentKey(), -images);
        kept.update(label.givenTo(images));
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        long now = timer.getTimestamp();
        KeptLabel label = kept.value();
        if (label != null && label.expiresAt() <= now) {
            if (label.images() == 0) {
                unmatched.inc();
            }
            kept.clear();
        }
        List<WaitingImage> left = new ArrayList<>();
        int gone = 0;
        for (WaitingImage image : waiting.get()) {
            if (image.expiresAt() <= now) {
                gone++;
            } else {
                left.add(image);
            }
        }
        if (gone > 0) {
            waiting.update(left);
            counts.add(timer.getKey(), -gone);
            expired.inc(gone);
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("No event-time timer is ever registered.");
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        counts.snapshot();
        counters.snapshot();
    }

    @Override
    public void finish() throws Exception {
        if (counts.total() > 0) {
            LOG.warn("{} images never got a label; no figure counts them.", counts.total());
        }
        super.finish();
    }

    LabelCounters counters() {
        return counters;
    }

    private void send(ScoredImage image, KeptLabel label, long publishedAt) {
        matched.inc();
        ScoredImage labelled = new ScoredImage(label.label(image.context()), image.answers());
        output.collect(PublicationTime.record(labelled, publishedAt));
    }
}
