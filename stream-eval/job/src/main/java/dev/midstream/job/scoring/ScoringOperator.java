package dev.midstream.job.scoring;

import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.job.intake.ConsumedRecord;
import dev.midstream.job.intake.Fault;
import dev.midstream.job.intake.Intake;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.job.intake.Rejections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * Scores images in batches with all models that take them, all points of a model at once. The
 * second input, broadcast, adds and drops models.
 *
 * <p>A batch is scored when it is full, when its first image has waited for the linger time, before
 * every checkpoint barrier, and when the input ends or falls idle. So images need no state and none
 * is lost: a checkpoint never finds one waiting. Watermarks wait for the images that came before
 * them. Announcements are state: after a restart the announced models are loaded before the first
 * image.
 *
 * <p>An image that a model cannot score is a dead letter, and so is an announcement that cannot be
 * followed. Each subtask tries by itself; the first one alone writes the letter.
 */
public final class ScoringOperator extends AbstractStreamOperator<ScoredImage>
        implements TwoInputStreamOperator<LabelledImage, ModelChange, ScoredImage>,
                BoundedMultiInput {
    private static final long serialVersionUID = 1L;
    private static final long LOADING_CHECK_MILLIS = 50;

    private final ArrayList<ScoringPlan> plans;
    private final ScoringSettings settings;
    private final ArrayList<ModelInput> shapes;
    private final long lingerMillis;
    private final int maxDeadLetterBytes;
    private final ScorerOpener opener;

    private transient BroadcastState<String, ModelChange> announced;
    private transient @Nullable ModelShelf shelf;
    private transient List<ImageBatch> batches;
    private transient HeldWatermark watermark;
    private transient boolean checking;
    private transient Rejections rejections;
    private transient Counter batchCount;
    private transient Counter imageCount;
    private transient Counter unscored;

    /**
     * @param plans for the models to begin with
     * @param settings for models that are added
     * @param maxDeadLetterBytes the size of the largest message that the dead-letter topic takes
     */
    @SuppressWarnings("NullAway.Init") // Flink calls initializeState() and open() first.
    public ScoringOperator(
            List<ScoringPlan> plans,
            ScoringSettings settings,
            Duration linger,
            int maxDeadLetterBytes,
            ScorerOpener opener) {
        this.plans = new ArrayList<>(plans);
        this.settings = settings;
        this.shapes = new ArrayList<>(ModelPlans.shapes(plans));
        this.lingerMillis = linger.toMillis();
        this.maxDeadLetterBytes = maxDeadLetterBytes;
        this.opener = opener;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        announced =
                context.getOperatorStateStore()
                        .getBroadcastState(
                                new MapStateDescriptor<>(
                                        "announced-models",
                                        Types.STRING,
                                        TypeInformation.of(ModelChange.class)));
    }

    @Override
    public void open() throws Exception {
        super.open();
        rejections = new Rejections(getMetricGroup(), maxDeadLetterBytes);
        batchCount = getMetricGroup().counter("midstream_batches_total");
        imageCount = getMetricGroup().counter("midstream_images_total");
        unscored = getMetricGroup().counter("midstream_images_without_model_total");
        watermark = new HeldWatermark();
        batches = new ArrayList<>();
        for (ModelInput shape : shapes) {
            batches.add(new ImageBatch(shape, settings.batching().batchSize()));
        }
        ModelShelf opened =
                new ModelShelf(settings, shapes, ModelPlans.labels(plans, settings), opener);
        shelf = opened;
        for (ScoringPlan plan : plans) {
            opened.open(plan);
        }
        List<ModelChange> changes = new ArrayList<>();
        for (Map.Entry<String, ModelChange> entry : announced.immutableEntries()) {
            changes.add(entry.getValue());
        }
        changes.sort(Comparator.comparingLong(ModelChange::sequence));
        for (ModelChange change : changes) {
            if (change.action() == ModelChange.Action.ADD) {
                opened.add(change);
                opened.settleAll(this::refuse);
            } else {
                opened.drop(change.model());
            }
        }
        Gauge<Integer> running = () -> opened.models().size();
        getMetricGroup().gauge("midstream_models", running);
    }

    @Override
    public void processElement1(StreamRecord<LabelledImage> element) throws Exception {
        settle();
        ImageBatch batch = batches.get(element.getValue().shape());
        batch.add(element, watermark.received());
        if (batch.isFull()) {
            score(batch);
        } else if (batch.size() == 1) {
            scoreAfterLinger(batch);
        }
    }

    @Override
    public void processElement2(StreamRecord<ModelChange> element) throws Exception {
        ModelShelf models = shelf();
        ModelChange received = element.getValue();
        long sequence = 0;
        for (Map.Entry<String, ModelChange> entry : announced.immutableEntries()) {
            sequence = Math.max(sequence, entry.getValue().sequence() + 1);
        }
        ModelChange change =
                new ModelChange(received.action(), received.model(), sequence, received.record());
        announced.put(change.model(), change);
        // What came before the announcement is scored as before it.
        flush();
        if (change.action() == ModelChange.Action.ADD) {
            models.add(change);
            checkLoading();
        } else if (!models.drop(change.model())) {
            refuse(
                    change,
                    "Cannot drop model %s: no model with this location or id is running."
                            .formatted(change.model()));
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark.receive(mark.getTimestamp());
        if (mark.equals(Watermark.MAX_WATERMARK)) {
            flush();
        }
        forwardWatermark();
    }

    @Override
    protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
        // An idle stream has no watermarks any more.
        flush();
        super.processWatermarkStatus(status, input);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
    }

    @Override
    public void endInput(int inputId) throws Exception {
        flush();
    }

    private void forwardWatermark() throws Exception {
        OptionalLong due = watermark.take(batches);
        if (due.isPresent()) {
            super.processWatermark(new Watermark(due.getAsLong()));
        }
    }

    @Override
    public void close() throws Exception {
        if (shelf != null) {
            shelf.close();
            shelf = null;
        }
        super.close();
    }

    private ModelShelf shelf() {
        if (shelf == null) {
            throw new IllegalStateException("Cannot score: the operator is closed.");
        }
        return shelf;
    }

    private void settle() throws Exception {
        ModelShelf models = shelf();
        if (models.isLoading()) {
            models.settle(this::refuse);
        }
    }

    /** Checks regularly whether a model has been loaded, so that it need not wait for an image. */
    private void checkLoading() {
        if (checking) {
            return;
        }
        checking = true;
        after(
                LOADING_CHECK_MILLIS,
                () -> {
                    checking = false;
                    settle();
                    if (shelf().isLoading()) {
                        checkLoading();
                    }
                });
    }

    private void scoreAfterLinger(ImageBatch batch) {
        long started = batch.number();
        after(
                lingerMillis,
                () -> {
                    // Otherwise that batch already filled and was scored.
                    if (batch.number() == started) {
                        score(batch);
                    }
                });
    }

    private interface Task {
        void run() throws Exception;
    }

    private void after(long millis, Task task) {
        long due = getProcessingTimeService().getCurrentProcessingTime() + millis;
        ScheduledFuture<?> unused =
                getProcessingTimeService().registerTimer(due, time -> task.run());
    }

    private void flush() throws Exception {
        for (ImageBatch batch : batches) {
            score(batch);
        }
    }

    private void score(ImageBatch batch) throws Exception {
        int size = batch.size();
        if (size == 0) {
            return;
        }
        List<List<ModelAnswer>> answers = new ArrayList<>(size);
        for (int image = 0; image < size; image++) {
            answers.add(new ArrayList<>());
        }
        boolean taken = false;
        for (RunningModel model : shelf().models()) {
            if (model.plan().input().shown().equals(batch.shape())) {
                taken = true;
                model.score(batch.pixels(), size, collect(batch, answers));
            }
        }
        for (int image = 0; image < size; image++) {
            if (!answers.get(image).isEmpty()) {
                output.collect(batch.record(image, answers.get(image)));
            }
        }
        batch.clear();
        batchCount.inc();
        (taken ? imageCount : unscored).inc(size);
        forwardWatermark();
    }

    private RunningModel.Answers collect(ImageBatch batch, List<List<ModelAnswer>> answers) {
        return new RunningModel.Answers() {
            @Override
            public void answered(int image, ModelAnswer answer) {
                answers.get(image).add(answer);
            }

            @Override
            public void failed(int image, Fault fault, String reason) {
                reject(batch.image(image).origin(), fault, reason);
            }
        };
    }

    private void refuse(ModelChange change, String reason) {
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            reject(change.record(), Fault.UNUSABLE_MODEL, reason);
        }
    }

    private void reject(ConsumedRecord record, Fault fault, String reason) {
        output.collect(
                Intake.DEAD_LETTERS, new StreamRecord<>(rejections.reject(record, fault, reason)));
    }
}
