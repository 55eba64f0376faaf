package dev.midstream.trainer.training;

import dev.midstream.trainer.data.BatchSource;
import dev.midstream.trainer.export.frozen.BatchNormStatistics;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.step.BatchMoments;
import dev.midstream.trainer.graph.step.TrainingGraph;
import dev.midstream.trainer.subspace.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Computes the batch-norm statistics of points from scratch: the mean over batches of each batch's
 * mean and unbiased variance, every batch counting the same, while the network normalises by the
 * batch. This is what the reference code computes after Izmailov et al. 2018, "Averaging Weights
 * Leads to Wider Optima and Better Generalization", section 3.2.
 */
final class BatchNormRecomputation {
    private final TrainingGraph graph;
    private final List<Draw> points = new ArrayList<>();

    BatchNormRecomputation(TrainingGraph graph, List<double[]> points) {
        this.graph = graph;
        for (double[] mixing : points) {
            this.points.add(Draw.fixed(mixing, graph.layout().modules().size()));
        }
    }

    /**
     * The statistics of the points over some batches.
     *
     * @param listener receives the number of images that one point has seen, for every batch
     */
    List<BatchNormStatistics> over(BatchSource batches, IntConsumer listener) {
        int channels = 0;
        for (var batchNorm : graph.layout().batchNorms()) {
            channels += batchNorm.channels();
        }
        double[][] means = new double[points.size()][channels];
        double[][] variances = new double[points.size()][channels];
        int count = 0;
        // Without batch norms there is nothing to compute.
        while (channels > 0 && batches.hasNext()) {
            Batch batch = batches.next();
            count++;
            for (int i = 0; i < points.size(); i++) {
                BatchMoments moments = graph.moments(batch, points.get(i));
                accumulate(means[i], moments.means(), count);
                accumulate(variances[i], moments.variances(), count);
                listener.accept(batch.size());
            }
        }
        List<BatchNormStatistics> statistics = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            statistics.add(BatchNormStatistics.of(graph.layout(), means[i], variances[i]));
        }
        return statistics;
    }

    private static void accumulate(double[] mean, float[] values, int count) {
        for (int i = 0; i < mean.length; i++) {
            mean[i] += (values[i] - mean[i]) / count;
        }
    }
}
