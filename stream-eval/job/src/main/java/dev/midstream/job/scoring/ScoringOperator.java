package dev.midstream.job.scoring;

import dev.midstream.job.eventtime.PublicationTime;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.intake.LabelledImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Scores images in batches, all points of a model at once.
 *
 * <p>A batch is scored when it is full, when its first image has waited for the linger time, before
 * every checkpoint barrier and watermark, and at the end of the input. So it needs no state and
 * loses nothing: a checkpoint never finds an image waiting.
 */
public final class ScoringOperator extends AbstractStreamOperator<ScoredImage>
        implements OneInputStreamOperator<LabelledImage, ScoredImage>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    private final ScoringPlan plan;
    private final long lingerMillis;
    private final BatchScorer.Opener opener;

    private transient @Nullable BatchScorer scorer;
    private transient byte[] pixels;
    private transient ImageContext[] contexts;
    private transient long[] times;
    private transient int waiting;
    private transient long batchNumber;
    private transient Counter batches;
    private transient Counter images;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before anything else.
    public ScoringOperator(ScoringPlan plan, Duration linger, BatchScorer.Opener opener) {
        this.plan = plan;
        this.lingerMillis = linger.toMillis();
        this.opener = opener;
    }

    @Override
    public void open() throws Exception {
        super.open();
        scorer = opener.open(plan);
        pixels = new byte[plan.batchSize() * plan.input().imageBytes()];
        contexts = new ImageContext[plan.batchSize()];
        times = new long[plan.batchSize()];
        batches = getMetricGroup().counter("midstream_batches_total");
        images = getMetricGroup().counter("midstream_images_total");
    }

    @Override
    public void processElement(StreamRecord<LabelledImage> element) {
        LabelledImage image = element.getValue();
        int imageBytes = plan.input().imageBytes();
        System.arraycopy(image.pixels(), 0, pixels, waiting * imageBytes, imageBytes);
        contexts[waiting] = image.context();
        times[waiting] = PublicationTime.of(element);
        waiting++;
        if (waiting == contexts.length) {
            flush();
        } else if (waiting == 1) {
            scoreAfterLinger();
        }
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        flush();
        super.processWatermark(watermark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public void endInput() {
        flush();
    }

    @Override
    public void close() throws Exception {
        if (scorer != null) {
            scorer.close();
            scorer = null;
        }
        super.close();
    }

    private void scoreAfterLinger() {
        long started = batchNumber;
        long due = getProcessingTimeService().getCurrentProcessingTime() + lingerMillis;
        ScheduledFuture<?> unused =
                getProcessingTimeService()
                        .registerTimer(
                                due,
                                time -> {
                                    // Else the timer's batch was full before.
                                    if (batchNumber == started) {
                                        flush();
                                    }
                                });
    }

    private void flush() {
        if (waiting == 0 || scorer == null) {
            return;
        }
        int count = waiting;
        float[] logits = scorer.score(pixels, count);
        requireSize(logits, count);
        int classes = plan.input().classes();
        for (int image = 0; image < count; image++) {
            float[] selected = new float[plan.rows().size() * classes];
            for (int point = 0; point < plan.rows().size(); point++) {
                System.arraycopy(
                        logits,
                        (plan.rows().get(point) * count + image) * classes,
                        selected,
                        point * classes,
                        classes);
            }
            ModelAnswer answer = new ModelAnswer(plan.panel(), selected);
            ScoredImage scored = new ScoredImage(contexts[image], new ArrayList<>(List.of(answer)));
            output.collect(PublicationTime.record(scored, times[image]));
        }
        waiting = 0;
        batchNumber++;
        batches.inc();
        images.inc(count);
    }

    private void requireSize(float[] logits, int count) {
        int expected = plan.signaturePoints() * count * plan.input().classes();
        if (logits.length != expected) {
            throw new IllegalStateException(
                    "Cannot score with the model in "
                            + plan.directory()
                            + ": it answers "
                            + logits.length
                            + " logits where its manifest promises "
                            + expected
                            + ". Export the model again.");
        }
    }
}
