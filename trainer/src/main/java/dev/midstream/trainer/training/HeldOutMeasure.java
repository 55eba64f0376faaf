package dev.midstream.trainer.training;

import dev.midstream.metrics.Outcome;
import dev.midstream.trainer.data.LabelledImages;
import dev.midstream.trainer.export.frozen.BatchNormStatistics;
import dev.midstream.trainer.export.frozen.FrozenNetwork;
import dev.midstream.trainer.export.frozen.PointParameters;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.step.TrainingGraph;
import dev.midstream.trainer.subspace.Endpoints;
import java.util.List;

/**
 * Measures the loss and accuracy of a subspace's midpoint, as it would be exported, on held-out
 * images.
 */
final class HeldOutMeasure {
    /**
     * Enough that the error of batch-norm statistics changes the loss by less than training does.
     */
    private static final int STATISTICS_IMAGES = 4096;

    private final TrainingPlan plan;
    private final LabelledImages trainingImages;
    private final LabelledImages heldOut;

    HeldOutMeasure(TrainingPlan plan, LabelledImages trainingImages, LabelledImages heldOut) {
        this.plan = plan;
        this.trainingImages = trainingImages;
        this.heldOut = heldOut;
    }

    /** The figures after an epoch; the loss is NaN if a logit is not finite. */
    HeldOutRecord of(TrainingGraph graph, RandomStreams random, int member, int epoch) {
        double[] midpoint = plan.subspace().midpoint();
        BatchNormStatistics statistics =
                new BatchNormRecomputation(graph, List.of(midpoint))
                        .over(
                                plan.batches(
                                        trainingImages, STATISTICS_IMAGES, random.heldOut(epoch)),
                                images -> {})
                        .get(0);
        PointParameters point =
                new PointParameters("midpoint", Endpoints.mix(graph.theta(), midpoint), statistics);
        double loss = 0;
        int correct = 0;
        try (FrozenNetwork network =
                FrozenNetwork.of(
                        plan.network(),
                        heldOut.shape(),
                        plan.normalisation(),
                        point,
                        plan.execution())) {
            for (int first = 0; first < heldOut.size(); first += plan.batchSize()) {
                Batch batch =
                        heldOut.batch(first, Math.min(plan.batchSize(), heldOut.size() - first));
                float[] logits = network.logits(batch);
                for (float logit : logits) {
                    if (!Float.isFinite(logit)) {
                        return new HeldOutRecord(member, epoch, Double.NaN, 0);
                    }
                }
                int classes = plan.network().classes();
                for (int i = 0; i < batch.size(); i++) {
                    Outcome outcome = Outcome.of(logits, i * classes, classes, batch.labels()[i]);
                    loss += outcome.negativeLogLikelihood();
                    correct += outcome.correct() ? 1 : 0;
                }
            }
        }
        return new HeldOutRecord(
                member, epoch, loss / heldOut.size(), (double) correct / heldOut.size());
    }
}
