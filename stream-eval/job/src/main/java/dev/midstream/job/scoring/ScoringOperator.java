package dev.midstream.job.scoring;

import dev.midstream.job.copies.Copies;
import dev.midstream.job.copies.FirstCopies;
import dev.midstream.job.intake.Fault;
import dev.midstream.job.intake.Intake;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.job.intake.Rejections;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.job.rollout.ModelDecision;
import dev.midstream.job.rollout.ModelState;
import dev.midstream.job.rollout.ScoringEnded;
import dev.midstream.job.rollout.StatusRecords;
import dev.midstream.job.state.KeyGroups;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.runtime.operators.coordination.OperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.OperatorEventHandler;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
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
 * them.
 *
 * <p>A model is scored from the moment when all subtasks have it, which the coordinator decides
 * ({@link dev.midstream.job.rollout}). After a restart images wait for what is decided about the
 * models that were announced before. An image that a model cannot score is a dead letter, and so is
 * an announcement that cannot be followed, which the first subtask alone writes.
 *
 * <p>A later copy of an image is counted and left out ({@link FirstCopies}); if images are to be
 * remembered, the images are keyed by {@link dev.midstream.job.copies.CopyKey}. An image that no
 * model answers may come again.
 */
public final class ScoringOperator extends AbstractStreamOperator<ScoredImage>
        implements TwoInputStreamOperator<LabelledImage, ModelChange, ScoredImage>,
                BoundedMultiInput,
                OperatorEventHandler {
    private static final long serialVersionUID = 1L;
    private static final long LOADING_CHECK_MILLIS = 50;
    private static final long MINUTE_MILLIS = 60_000;
    private static final int IMAGES_INPUT = 1;

    private final ScoringSetup setup;

    private transient Announcements announcements;
    private transient ScoredModels scored;
    private transient OperatorEventGateway coordinator;
    private transient MailboxExecutor mailbox;
    private transient @Nullable ModelShelf shelf;
    private transient AnnouncedModels announced;
    private transient List<ImageBatch> batches;
    private transient HeldWatermark watermark;
    private transient boolean checking;
    private transient Rejections rejections;
    private transient StatusRecords statuses;
    private transient BatchScoring scoring;
    private transient Counter loadFailures;
    private transient Copies copies;

    /** Creates an operator that has to be {@linkplain #connect connected}. */
    @SuppressWarnings("NullAway.Init") // Flink calls initializeState() and open() first.
    ScoringOperator(ScoringSetup setup) {
        this.setup = setup;
    }

    @SuppressWarnings("NullAway.Init") // Flink calls initializeState() and open() first.
    ScoringOperator(StreamOperatorParameters<ScoredImage> parameters, ScoringSetup setup) {
        super(parameters);
        this.setup = setup;
    }

    /** Connects the operator with the coordinator, and with the mails of its task. */
    void connect(OperatorEventGateway toCoordinator, MailboxExecutor mails) {
        coordinator = toCoordinator;
        mailbox = mails;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        announcements = new Announcements(context.getOperatorStateStore());
        scored = new ScoredModels(context.getOperatorStateStore());
        copies = setup.rememberedImages() == 0 ? Copies.ALL_COUNT : firstCopies(context);
    }

    private Copies firstCopies(StateInitializationContext context) throws Exception {
        return new FirstCopies(
                context.getKeyedStateStore(),
                getKeyedStateBackend(),
                KeyGroups.of(getRuntimeContext().getTaskInfo()),
                setup.rememberedImages(),
                getMetricGroup().counter(FirstCopies.DUPLICATES));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        copies.snapshot();
    }

    @Override
    public void open() throws Exception {
        super.open();
        rejections = new Rejections(getMetricGroup(), setup.maxDeadLetterBytes());
        statuses = new StatusRecords(setup.job());
        int largest = setup.settings().batching().batchSize();
        EngineMeters meters = new EngineMeters(getMetricGroup(), largest, System::nanoTime);
        scoring =
                new BatchScoring(
                        getMetricGroup(), meters, copies, rejections, new Sent(), this::now);
        loadFailures = getMetricGroup().counter("midstream_model_load_failures_total");
        watermark = new HeldWatermark();
        batches = new ArrayList<>();
        List<ModelInput> shapes = ModelPlans.shapes(setup.plans());
        for (ModelInput shape : shapes) {
            batches.add(new ImageBatch(shape, largest));
        }
        ModelShelf opened =
                new ModelShelf(
                        setup.settings(),
                        shapes,
                        ModelPlans.labels(setup.plans(), setup.settings()),
                        setup.opener());
        shelf = opened;
        announced = new AnnouncedModels(setup, opened, announcements, scored, host(), new Self());
        announced.open();
        Gauge<Integer> running = () -> opened.models().size();
        getMetricGroup().gauge("midstream_models", running);
        Gauge<Integer> undecided = announced::undecided;
        getMetricGroup().gauge("midstream_models_loading", undecided);
        everyMinute();
    }

    /** Returns the announcements in the state. */
    Announcements announcements() {
        return announcements;
    }

    private String host() {
        return getContainingTask()
                .getEnvironment()
                .getTaskManagerInfo()
                .getTaskManagerExternalAddress();
    }

    private boolean isFirst() {
        return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
    }

    /** Here, what announced models need of an operator. */
    private final class Self implements AnnouncedModels.Subtask {
        @Override
        public void report(OperatorEvent event) {
            coordinator.sendEventToCoordinator(event);
        }

        @Override
        public void refuse(ModelChange change, Fault fault, String reason) {
            if (isFirst()) {
                letter(rejections.reject(change.record(), fault, reason));
            }
        }

        @Override
        public void loadAfter(Duration pause, ModelChange change) {
            after(pause.toMillis(), () -> announced.loadAgain(change));
        }

        @Override
        public void loads() {
            checkLoading();
        }

        @Override
        public void countFailure() {
            loadFailures.inc();
        }
    }

    @Override
    public void handleOperatorEvent(OperatorEvent event) {
        try {
            if (event instanceof ModelDecision decision) {
                // What came before the decision is scored as before it.
                flush();
                announced.decide(decision);
            } else if (event instanceof ModelState state) {
                send(statuses.write(state, Instant.now()));
            }
        } catch (Exception e) {
            throw new IllegalStateException("Cannot follow " + event + ": " + e.getMessage(), e);
        }
    }

    private void everyMinute() {
        after(
                MINUTE_MILLIS,
                () -> {
                    statuses.again(Instant.now()).forEach(this::send);
                    reportProgress();
                    everyMinute();
                });
    }

    private void reportProgress() {
        coordinator.sendEventToCoordinator(scoring.progress(shelf().models()));
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    private void send(KafkaMessage status) {
        output.collect(StatusRecords.STATUS, new StreamRecord<>(status));
    }

    @Override
    public void processElement1(StreamRecord<LabelledImage> element) throws Exception {
        while (announced.isAwaiting()) {
            mailbox.yield();
        }
        announced.settle();
        if (!copies.isFirst(element.getValue().context())) {
            return;
        }
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
        // What came before the announcement is scored as before it.
        flush();
        announced.announce(element.getValue());
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
        if (inputId == IMAGES_INPUT) {
            coordinator.sendEventToCoordinator(new ScoringEnded());
            reportProgress();
        }
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
                    announced.settle();
                    if (shelf().isLoading()) {
                        checkLoading();
                    }
                });
    }

    private void scoreAfterLinger(ImageBatch batch) {
        long started = batch.number();
        after(
                setup.linger().toMillis(),
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
        long due = now() + millis;
        ScheduledFuture<?> unused =
                getProcessingTimeService().registerTimer(due, time -> task.run());
    }

    private void flush() throws Exception {
        for (ImageBatch batch : batches) {
            score(batch);
        }
    }

    private void score(ImageBatch batch) throws Exception {
        if (batch.size() > 0) {
            scoring.score(batch, shelf().models());
            forwardWatermark();
        }
    }

    /** Where scored images and dead letters go. */
    private final class Sent implements BatchScoring.Output {
        @Override
        public void scored(StreamRecord<ScoredImage> image) {
            output.collect(image);
        }

        @Override
        public void rejected(KafkaMessage deadLetter) {
            letter(deadLetter);
        }
    }

    private void letter(KafkaMessage deadLetter) {
        output.collect(Intake.DEAD_LETTERS, new StreamRecord<>(deadLetter));
    }
}
