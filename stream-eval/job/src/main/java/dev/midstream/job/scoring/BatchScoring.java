package dev.midstream.job.scoring;

import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.job.copies.Copies;
import dev.midstream.job.intake.Fault;
import dev.midstream.job.intake.Rejections;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.job.progress.Progress;
import dev.midstream.job.progress.ScoringTally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Scores batches with the models that take their images, and counts them. */
final class BatchScoring {
    private final Copies copies;
    private final Rejections rejections;
    private final Output output;
    private final EngineMeters meters;
    private final LongSupplier clock;
    private final ScoringTally tally;
    private final Counter batchCount;
    private final Counter imageCount;
    private final Counter unscored;

    /** Takes what becomes of images. */
    interface Output {
        void scored(StreamRecord<ScoredImage> image);

        void rejected(KafkaMessage deadLetter);
    }

    /**
     * @param meters measure the engines
     * @param copies forget the images that no model answers, which may come again
     * @param clock the time, in milliseconds since the epoch
     */
    BatchScoring(
            MetricGroup metrics,
            EngineMeters meters,
            Copies copies,
            Rejections rejections,
            Output output,
            LongSupplier clock) {
        this.meters = meters;
        this.copies = copies;
        this.rejections = rejections;
        this.output = output;
        this.clock = clock;
        this.tally = new ScoringTally(clock.getAsLong());
        this.batchCount = metrics.counter("midstream_batches_total");
        this.imageCount = metrics.counter("midstream_images_total");
        this.unscored = metrics.counter("midstream_images_without_model_total");
    }

    /**
     * Scores a batch and clears it.
     *
     * @throws IllegalStateException if an engine fails with any image; Flink restarts the job
     */
    void score(ImageBatch batch, Collection<RunningModel> models) throws Exception {
        int size = batch.size();
        List<List<ModelAnswer>> answers = new ArrayList<>(size);
        for (int image = 0; image < size; image++) {
            answers.add(new ArrayList<>());
        }
        boolean taken = false;
        for (RunningModel model : models) {
            if (model.plan().input().shown().equals(batch.shape())) {
                taken = true;
                String id = model.plan().modelId();
                meters.measure(
                        id,
                        size,
                        () -> model.score(batch.pixels(), size, collect(id, batch, answers)));
            }
        }
        for (int image = 0; image < size; image++) {
            if (answers.get(image).isEmpty()) {
                copies.forget(batch.image(image).context());
            } else {
                output.scored(batch.record(image, answers.get(image)));
            }
        }
        meters.keep(models);
        batchCount.inc();
        (taken ? imageCount : unscored).inc(size);
        if (taken) {
            tally.count(size, batch.image(size - 1).origin().timestamp(), clock.getAsLong());
        }
        batch.clear();
    }

    /** Returns what was scored since the last call. */
    Progress progress(Collection<RunningModel> models) {
        List<String> ids = models.stream().map(model -> model.plan().modelId()).toList();
        return tally.take(ids, clock.getAsLong());
    }

    private RunningModel.Answers collect(
            String modelId, ImageBatch batch, List<List<ModelAnswer>> answers) {
        return new RunningModel.Answers() {
            @Override
            public void answered(int image, ModelAnswer answer) {
                answers.get(image).add(answer);
            }

            @Override
            public void failed(int image, Fault fault, String reason) {
                output.rejected(rejections.reject(batch.image(image), modelId, fault, reason));
            }
        };
    }
}
