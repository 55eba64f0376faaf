package dev.midstream.job.labels;

import dev.midstream.job.eventtime.PublicationTime;
import dev.midstream.job.intake.ArrivedLabel;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.scoring.ScoredImage;
import dev.midstream.job.state.KeyGroups;
import dev.midstream.job.state.RunningTime;
import dev.midstream.job.state.SteppedTimers;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Joins scored images with labels that arrive later or earlier.
 *
 * <p>Both inputs are keyed by {@link #key}, so that all corrupted versions of an image get the
 * label of that image. Waiting images and labels are in keyed state, which a state backend on disk
 * keeps there. Images keep their event time. If an image has two labels, the first applies to the
 * versions that were waiting, and the second to those that arrive after it.
 *
 * <p>All that waits under a key is dropped together, when the job has run for the timeout since the
 * last of it came. While the job is stopped, nobody can bring a label, so that this time does not
 * count.
 */
public final class LabelJoin extends AbstractStreamOperator<ScoredImage>
        implements TwoInputStreamOperator<ScoredImage, ArrivedLabel, ScoredImage>,
                Triggerable<String, VoidNamespace> {
    static final String WAITING = "midstream_images_waiting_for_label";
    static final String KEPT = "midstream_labels_waiting_for_images";

    private static final String KEPT_STATE = "kept-label";
    private static final String KEPT_COUNTS = "kept-label-counts";

    private static final long serialVersionUID = 1L;

    private final LabelWaiting settings;

    private transient ListState<WaitingImage> waiting;
    private transient ValueState<KeptLabel> kept;
    private transient ValueState<Expiry> expiry;
    private transient RunningTime time;
    private transient KeyGroupCounts counts;
    private transient KeyGroupCounts labelCounts;
    private transient LabelCounters counters;
    private transient ExpiryTimers timers;
    private transient Counter matched;
    private transient Counter expired;
    private transient Counter crowdedOut;
    private transient Counter unmatched;
    private transient Counter notKept;

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
    public ProcessingTimeService getProcessingTimeService() {
        return new SteppedTimers(super.getProcessingTimeService());
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        OperatorStateStore store = context.getOperatorStateStore();
        KeyGroups groups = KeyGroups.of(getRuntimeContext().getTaskInfo());
        boolean labelsCounted = store.getRegisteredStateNames().contains(KEPT_COUNTS);
        counts = new KeyGroupCounts(store, "waiting-counts", groups, settings.maxImages());
        labelCounts = new KeyGroupCounts(store, KEPT_COUNTS, groups, settings.maxLabels());
        time = new RunningTime(store, getProcessingTimeService());
        counters = new LabelCounters(store, getMetricGroup());
        waiting =
                context.getKeyedStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "waiting-images", new WaitingImageSerializer()));
        kept =
                context.getKeyedStateStore()
                        .getState(
                                new ValueStateDescriptor<>(KEPT_STATE, new KeptLabelSerializer()));
        expiry =
                context.getKeyedStateStore()
                        .getState(new ValueStateDescriptor<>("expiry", new ExpirySerializer()));
        if (context.isRestored() && !labelsCounted) {
            countLabels();
        }
    }

    /** Those of a savepoint in which labels were not counted. */
    private void countLabels() {
        try (Stream<String> keys =
                this.<String>getKeyedStateBackend().getKeys(KEPT_STATE, VoidNamespace.INSTANCE)) {
            keys.forEach(key -> labelCounts.add(key, 1));
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers =
                new ExpiryTimers(
                        expiry,
                        time,
                        getInternalTimerService("expiry", VoidNamespaceSerializer.INSTANCE, this),
                        settings.timeoutMillis());
        matched = counters.counter(LabelCounters.MATCHED);
        expired = counters.counter(LabelCounters.EXPIRED);
        crowdedOut = counters.counter(LabelCounters.CROWDED_OUT);
        unmatched = counters.counter(LabelCounters.UNMATCHED);
        notKept = counters.counter(LabelCounters.NOT_KEPT);
        Gauge<Long> now = counts::total;
        getMetricGroup().gauge(WAITING, now);
        Gauge<Long> labels = labelCounts::total;
        getMetricGroup().gauge(KEPT, labels);
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
        waiting.add(new WaitingImage(PublicationTime.of(element), image));
        counts.add(key, 1);
        timers.restart();
    }

    @Override
    public void processElement2(StreamRecord<ArrivedLabel> element) throws Exception {
        ArrivedLabel arrived = element.getValue();
        String key = (String) getCurrentKey();
        KeptLabel before = kept.value();
        KeptLabel label =
                new KeptLabel(
                        arrived.label(), arrived.trueLabel(), before == null ? 0 : before.images());
        int images = 0;
        for (WaitingImage image : waiting.get()) {
            send(image.image(), label, image.publishedAt());
            images++;
        }
        if (images > 0) {
            waiting.clear();
            counts.add(key, -images);
        }
        if (before == null) {
            if (labelCounts.isFull(key)) {
                notKept.inc();
                timers.cancel();
                return;
            }
            labelCounts.add(key, 1);
        }
        kept.update(label.givenTo(images));
        timers.restart();
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        switch (timers.fired(timer.getTimestamp())) {
            case EXPIRED -> expire(timer.getKey());
            case UNKNOWN -> {
                if (kept.value() != null || waiting.get().iterator().hasNext()) {
                    timers.restart();
                }
            }
            case WAITS -> {}
        }
    }

    private void expire(String key) throws Exception {
        KeptLabel label = kept.value();
        if (label != null) {
            if (label.images() == 0) {
                unmatched.inc();
            }
            kept.clear();
            labelCounts.add(key, -1);
        }
        int gone = 0;
        for (WaitingImage unused : waiting.get()) {
            gone++;
        }
        if (gone > 0) {
            waiting.clear();
            counts.add(key, -gone);
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
        labelCounts.snapshot();
        time.snapshot();
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

    long labelsWaiting() {
        return labelCounts.total();
    }

    private void send(ScoredImage image, KeptLabel label, long publishedAt) {
        matched.inc();
        ScoredImage labelled = new ScoredImage(label.label(image.context()), image.answers());
        output.collect(PublicationTime.record(labelled, publishedAt));
    }
}
