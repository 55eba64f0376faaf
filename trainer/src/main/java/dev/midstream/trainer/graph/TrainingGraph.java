package dev.midstream.trainer.graph;

import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.subspace.Draw;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * The training step of a network whose weights are a point of a subspace, in one TensorFlow
 * session. All endpoints are one variable {@code theta [endpoints, P]}.
 *
 * <p>Not thread-safe. TensorFlow must have been started.
 */
public final class TrainingGraph implements AutoCloseable {
    private final ParameterLayout layout;
    private final ImageShape input;
    private final int classes;
    private final int endpoints;
    private final Graph graph = new Graph();
    private final StepOperations operations;
    private final Session session;

    /** A graph over endpoints that have yet to be {@linkplain #assign assigned}. */
    public TrainingGraph(
            Network network,
            ImageShape input,
            int endpoints,
            Optimiser optimiser,
            Normalisation normalisation,
            Execution execution) {
        this.layout = ParameterLayout.of(network, input);
        this.input = input;
        this.classes = network.classes();
        this.endpoints = endpoints;
        this.operations =
                new StepOperations(
                        graph, network, input, layout, endpoints, optimiser, normalisation);
        this.session = new Session(graph, execution.toConfigProto());
    }

    /** Where parameters lie in a row of theta. */
    public ParameterLayout layout() {
        return layout;
    }

    /** The shape of the images that this graph takes. */
    public ImageShape input() {
        return input;
    }

    /**
     * Sets the endpoints, and the optimiser's velocity to zero.
     *
     * @param values {@code [endpoints, P]}
     */
    public void assign(float[][] values) {
        try (TFloat32 theta = Tensors.matrix(values);
                TFloat32 zero = Tensors.matrix(new float[endpoints][layout.length()])) {
            session.runner()
                    .feed(operations.newTheta, theta)
                    .addTarget(operations.assignTheta)
                    .run()
                    .close();
            session.runner()
                    .feed(operations.newTheta, zero)
                    .addTarget(operations.assignVelocity)
                    .run()
                    .close();
        }
    }

    /** The endpoints, {@code [endpoints, P]}. */
    public float[][] theta() {
        try (Result result = session.runner().fetch(operations.theta).run()) {
            return rows(Tensors.floats(result, 0));
        }
    }

    /** Takes one optimisation step at the point drawn. */
    public StepResult step(Batch batch, Draw draw, double learningRate) {
        try (TFloat32 rate = TFloat32.scalarOf((float) learningRate);
                Feeds feeds = new Feeds(batch, draw);
                Result result =
                        feeds.runner()
                                .feed(operations.learningRate, rate)
                                .fetch(operations.loss)
                                .fetch(operations.squaredCosine)
                                .fetch(operations.logits)
                                .addTarget(operations.apply)
                                .run()) {
            return new StepResult(
                    Tensors.floats(result, 0)[0],
                    Tensors.floats(result, 1)[0],
                    correct(Tensors.floats(result, 2), batch.labels()));
        }
    }

    /** Mean and unbiased variance, over the batch, of what every batch norm normalises. */
    public BatchMoments moments(Batch batch, Draw draw) {
        try (Feeds feeds = new Feeds(batch, draw);
                Result result =
                        feeds.runner()
                                .fetch(operations.batchMeans)
                                .fetch(operations.batchVariances)
                                .run()) {
            return new BatchMoments(Tensors.floats(result, 0), Tensors.floats(result, 1));
        }
    }

    /** The value that a step lowers, weight decay aside: the loss and the weighted regulariser. */
    double objective(Batch batch, Draw draw) {
        try (Feeds feeds = new Feeds(batch, draw);
                Result result = feeds.runner().fetch(operations.objective).run()) {
            return Tensors.floats(result, 0)[0];
        }
    }

    /** The gradient of {@link #objective} by every endpoint, {@code [endpoints, P]}. */
    float[][] gradient(Batch batch, Draw draw) {
        try (Feeds feeds = new Feeds(batch, draw);
                Result result = feeds.runner().fetch(operations.gradient).run()) {
            return rows(Tensors.floats(result, 0));
        }
    }

    /** Logits by the statistics of the batch, {@code [batch, classes]}. */
    float[] logits(Batch batch, Draw draw) {
        try (Feeds feeds = new Feeds(batch, draw);
                Result result = feeds.runner().fetch(operations.logits).run()) {
            return Tensors.floats(result, 0);
        }
    }

    private int correct(float[] logits, int[] labels) {
        int correct = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            for (int k = 1; k < classes; k++) {
                if (logits[i * classes + k] > logits[i * classes + best]) {
                    best = k;
                }
            }
            if (best == labels[i]) {
                correct++;
            }
        }
        return correct;
    }

    private float[][] rows(float[] values) {
        float[][] rows = new float[endpoints][layout.length()];
        for (int i = 0; i < endpoints; i++) {
            System.arraycopy(values, i * layout.length(), rows[i], 0, layout.length());
        }
        return rows;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }

    /** The tensors that a run is fed, beside the learning rate. */
    private final class Feeds implements AutoCloseable {
        private final TUint8 pixels;
        private final TInt32 labels;
        private final TFloat32 mixing;
        private final TFloat32 pair;

        Feeds(Batch batch, Draw draw) {
            long[] shape = {batch.size(), input.height(), input.width(), input.channels()};
            pixels = Tensors.bytes(batch.pixels(), shape);
            labels = Tensors.integers(batch.labels());
            mixing = Tensors.matrix(draw.mixing());
            pair = Tensors.matrix(draw.pair());
        }

        Session.Runner runner() {
            return session.runner()
                    .feed(operations.images, pixels)
                    .feed(operations.labels, labels)
                    .feed(operations.mixing, mixing)
                    .feed(operations.pair, pair);
        }

        @Override
        public void close() {
            pixels.close();
            labels.close();
            mixing.close();
            pair.close();
        }
    }
}
