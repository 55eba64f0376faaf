package dev.midstream.trainer.graph.step;

import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.CropWindows;
import dev.midstream.trainer.graph.images.PixelStore;
import dev.midstream.trainer.graph.images.ResidentImages;
import dev.midstream.trainer.graph.operations.Tensors;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.subspace.Draw;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.proto.StepStats;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
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
    private final StepPlan plan;
    private final Graph graph = new Graph();
    private final StepOperations operations;
    private final Session session;
    private Optional<PixelStore> loaded = Optional.empty();

    /** A graph over endpoints that have yet to be {@linkplain #assign assigned}. */
    public TrainingGraph(Network network, ImageShape input, StepPlan plan, Execution execution) {
        this.layout = ParameterLayout.of(network, input);
        this.input = input;
        this.classes = network.classes();
        this.plan = plan;
        this.operations = new StepOperations(graph, network, input, layout, plan, execution);
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

    /** Loads images, unless they are here already. */
    private void load(PixelStore store) {
        if (loaded.filter(known -> known == store).isPresent()) {
            return;
        }
        byte[] pixels = store.allPixels();
        ResidentImages resident = resident();
        long rows = pixels.length / input.channels();
        try (TUint8 bytes = Tensors.bytes(pixels, rows, input.channels())) {
            session.runner()
                    .feed(resident.newPixels, bytes)
                    .addTarget(resident.assignPixels)
                    .run()
                    .close();
        }
        loaded = Optional.of(store);
    }

    private ResidentImages resident() {
        return operations.inputs.resident.orElseThrow(
                () -> new IllegalArgumentException("This graph takes no crop windows"));
    }

    /** The pixels of a batch as floats from 0 to 255, after crop and flip. */
    float[] pixels(Batch batch, Draw draw) {
        try (Feeds feeds = new Feeds(batch, draw);
                Result result = feeds.runner().fetch(operations.inputs.pixels).run()) {
            return Tensors.floats(result, 0);
        }
    }

    /**
     * Sets the endpoints, and the optimiser's velocity to zero.
     *
     * @param theta {@code [endpoints, P]}
     */
    public void assign(float[][] theta) {
        assign(theta, new float[plan.endpoints()][layout.length()]);
    }

    /**
     * Sets the endpoints and the optimiser's velocity, {@code [endpoints, P]} each.
     *
     * @throws IllegalArgumentException if they have another shape
     */
    public void assign(float[][] theta, float[][] velocity) {
        assign(operations.assignTheta, theta);
        assign(operations.assignVelocity, velocity);
    }

    private void assign(Operation assignment, float[][] values) {
        if (values.length != plan.endpoints() || values[0].length != layout.length()) {
            throw new IllegalArgumentException(
                    "Invalid weights: " + values.length + " rows of " + values[0].length);
        }
        try (TFloat32 tensor = Tensors.matrix(values)) {
            session.runner()
                    .feed(operations.inputs.newValues, tensor)
                    .addTarget(assignment)
                    .run()
                    .close();
        }
    }

    /** The endpoints, {@code [endpoints, P]}. */
    public float[][] theta() {
        return rows(operations.theta);
    }

    /** What momentum has accumulated, {@code [endpoints, P]}. */
    public float[][] velocity() {
        return rows(operations.velocity);
    }

    private float[][] rows(Operand<TFloat32> matrix) {
        try (Result result = session.runner().fetch(matrix).run()) {
            return rows(Tensors.floats(result, 0));
        }
    }

    /** Takes one optimisation step at the point drawn. */
    public StepResult step(Batch batch, Draw draw, double learningRate) {
        try (TFloat32 rate = TFloat32.scalarOf((float) learningRate);
                Feeds feeds = new Feeds(batch, draw);
                Result result =
                        feeds.runner()
                                .feed(operations.inputs.learningRate, rate)
                                .fetch(operations.objective.loss())
                                .fetch(operations.objective.squaredCosine())
                                .fetch(operations.objective.logits())
                                .addTarget(operations.apply)
                                .run()) {
            return new StepResult(
                    Tensors.floats(result, 0)[0],
                    Tensors.floats(result, 1)[0],
                    correct(Tensors.floats(result, 2), batch.labels()));
        }
    }

    /** What a step with a learning rate of 0 spends its time on. */
    StepStats trace(Batch batch, Draw draw) {
        RunOptions options =
                RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build();
        try (TFloat32 rate = TFloat32.scalarOf(0);
                Feeds feeds = new Feeds(batch, draw);
                Result result =
                        feeds.runner()
                                .setOptions(options)
                                .feed(operations.inputs.learningRate, rate)
                                .fetch(operations.objective.loss())
                                .addTarget(operations.apply)
                                .runAndFetchMetadata()) {
            return result.getMetadata().orElseThrow().getStepStats();
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
                Result result = feeds.runner().fetch(operations.objective.value()).run()) {
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
    public float[] logits(Batch batch, Draw draw) {
        try (Feeds feeds = new Feeds(batch, draw);
                Result result = feeds.runner().fetch(operations.measuredLogits).run()) {
            return Tensors.floats(result, 0);
        }
    }

    /** Lengths of the slices of a batch: as equal as they can be. */
    private int[] slices(int images) {
        int[] lengths = new int[plan.slices()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = images / lengths.length + (i < images % lengths.length ? 1 : 0);
        }
        return lengths;
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
        float[][] rows = new float[plan.endpoints()][layout.length()];
        for (int i = 0; i < plan.endpoints(); i++) {
            System.arraycopy(values, i * layout.length(), rows[i], 0, layout.length());
        }
        return rows;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }

    /** What a batch's images are fed to. A graph that holds images takes pixels in their place. */
    private Operand<?> images(Batch batch) {
        if (batch.windows().isPresent()) {
            return resident().windows;
        }
        return operations.inputs.resident.isPresent()
                ? operations.inputs.pixels
                : operations.inputs.images;
    }

    private Tensor imagesTensor(Batch batch) {
        if (batch.windows().isPresent()) {
            CropWindows windows = batch.windows().get();
            load(windows.store());
            return Tensors.longs(windows.numbers(), batch.size(), CropWindows.LENGTH);
        }
        long[] shape = {batch.size(), input.height(), input.width(), input.channels()};
        if (operations.inputs.resident.isEmpty()) {
            return Tensors.bytes(batch.pixels(), shape);
        }
        float[] floats = new float[batch.pixels().length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = batch.pixels()[i] & 0xff;
        }
        return Tensors.floats(floats, shape);
    }

    /** The tensors that a run is fed, beside the learning rate. */
    private final class Feeds implements AutoCloseable {
        private final Operand<?> images;
        private final Tensor imagesTensor;
        private final TInt32 labels;
        private final TFloat32 mixing;
        private final TFloat32 pair;
        private final TInt32 lengths;
        private final TInt64 dropoutSeed;

        Feeds(Batch batch, Draw draw) {
            images = images(batch);
            imagesTensor = imagesTensor(batch);
            labels = Tensors.integers(batch.labels());
            mixing = Tensors.matrices(draw.mixing());
            pair = Tensors.matrix(draw.pair());
            lengths = Tensors.integers(slices(batch.size()));
            dropoutSeed = TInt64.scalarOf(draw.dropoutSeed());
        }

        Session.Runner runner() {
            return session.runner()
                    .feed(images, imagesTensor)
                    .feed(operations.inputs.labels, labels)
                    .feed(operations.inputs.mixing, mixing)
                    .feed(operations.inputs.pair, pair)
                    .feed(operations.inputs.lengths, lengths)
                    .feed(operations.inputs.dropoutSeed, dropoutSeed);
        }

        @Override
        public void close() {
            imagesTensor.close();
            labels.close();
            mixing.close();
            pair.close();
            lengths.close();
            dropoutSeed.close();
        }
    }
}
