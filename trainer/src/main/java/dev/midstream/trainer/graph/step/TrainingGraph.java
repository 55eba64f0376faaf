package dev.midstream.trainer.graph.step;

import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.ImageSource;
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
import org.tensorflow.proto.RunOptions;
import org.tensorflow.proto.StepStats;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The training step of a network whose parameters are a point of a subspace, in one TensorFlow
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
    private LossScale lossScale = LossScale.INITIAL;

    /** A graph that is fed its images. */
    public TrainingGraph(Network network, ImageShape input, StepPlan plan, Execution execution) {
        this(network, input, plan, execution, ImageSource.FED);
    }

    /** A graph whose endpoints have yet to be {@linkplain #assign assigned}. */
    public TrainingGraph(
            Network network,
            ImageShape input,
            StepPlan plan,
            Execution execution,
            ImageSource source) {
        this.layout = ParameterLayout.of(network, input);
        this.input = input;
        this.classes = network.classes();
        this.plan = plan;
        this.operations =
                new StepOperations(graph, network, input, layout, plan, execution, source);
        this.session = new Session(graph, execution.toConfigProto());
    }

    /** The positions of parameters in a row of theta. */
    public ParameterLayout layout() {
        return layout;
    }

    /** The shape of the images that this graph takes. */
    public ImageShape input() {
        return input;
    }

    /** Loads images into the memory of the device, unless they are there already. */
    private void load(PixelStore store) {
        if (loaded.filter(known -> known == store).isPresent()) {
            return;
        }
        byte[] pixels = store.allPixels();
        ResidentImages resident = operations.inputs.residentImages();
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

    private StepFeeds feeds(Batch batch, Draw draw) {
        batch.windows().ifPresent(windows -> load(windows.store()));
        return new StepFeeds(operations.inputs, batch, draw, plan.slices(), lossScale);
    }

    private Session.Runner runner(StepFeeds feeds) {
        return feeds.feed(session.runner());
    }

    /** The pixels of a batch as floats from 0 to 255, after crop and flip. */
    float[] pixels(Batch batch, Draw draw) {
        try (StepFeeds feeds = feeds(batch, draw);
                Result result = runner(feeds).fetch(operations.inputs.pixels).run()) {
            return Tensors.floats(result, 0);
        }
    }

    /**
     * Sets the endpoints as at the beginning of training.
     *
     * @param theta {@code [endpoints, P]}
     */
    public void assign(float[][] theta) {
        assign(theta, new float[plan.endpoints()][layout.length()], LossScale.INITIAL);
    }

    /**
     * Sets the endpoints and the optimiser's velocity, {@code [endpoints, P]} each, and the scale
     * of the loss.
     *
     * @throws IllegalArgumentException if they have another shape
     */
    public void assign(float[][] theta, float[][] velocity, LossScale scale) {
        lossScale = scale;
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

    /** What the loss is multiplied by if the precision needs that. */
    public LossScale lossScale() {
        return lossScale;
    }

    private float[][] rows(Operand<TFloat32> matrix) {
        try (Result result = session.runner().fetch(matrix).run()) {
            return rows(Tensors.floats(result, 0));
        }
    }

    /**
     * Takes one optimisation step at the points drawn; where a scaled loss has made the gradient
     * infinite, only the scale changes.
     */
    public StepResult step(Batch batch, Draw draw, double learningRate) {
        try (TFloat32 rate = TFloat32.scalarOf((float) learningRate);
                StepFeeds feeds = feeds(batch, draw);
                Result result =
                        runner(feeds)
                                .feed(operations.inputs.learningRate, rate)
                                .fetch(operations.objective.loss())
                                .fetch(operations.objective.squaredCosine())
                                .fetch(operations.objective.logits())
                                .fetch(operations.finite)
                                .addTarget(operations.apply)
                                .run()) {
            boolean finite = ((TBool) result.get(3)).getBoolean();
            lossScale = finite ? lossScale.afterFinite() : lossScale.afterOverflow();
            return new StepResult(
                    Tensors.floats(result, 0)[0],
                    Tensors.floats(result, 1)[0],
                    correct(Tensors.floats(result, 2), batch.labels()));
        }
    }

    /** Where a step with a learning rate of 0 spends its time. */
    StepStats trace(Batch batch, Draw draw) {
        RunOptions options =
                RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build();
        try (TFloat32 rate = TFloat32.scalarOf(0);
                StepFeeds feeds = feeds(batch, draw);
                Result result =
                        runner(feeds)
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
        try (StepFeeds feeds = feeds(batch, draw);
                Result result =
                        runner(feeds)
                                .fetch(operations.batchMeans)
                                .fetch(operations.batchVariances)
                                .run()) {
            return new BatchMoments(Tensors.floats(result, 0), Tensors.floats(result, 1));
        }
    }

    /**
     * The value that a step minimises, apart from weight decay: the loss and the weighted
     * regulariser.
     */
    double objective(Batch batch, Draw draw) {
        try (StepFeeds feeds = feeds(batch, draw);
                Result result = runner(feeds).fetch(operations.objective.value()).run()) {
            return Tensors.floats(result, 0)[0];
        }
    }

    /** The gradient of {@link #objective} by every endpoint, {@code [endpoints, P]}. */
    float[][] gradient(Batch batch, Draw draw) {
        try (StepFeeds feeds = feeds(batch, draw);
                Result result = runner(feeds).fetch(operations.gradient).run()) {
            return rows(Tensors.floats(result, 0));
        }
    }

    /** The logits, normalised by the statistics of the batch, {@code [batch, classes]}. */
    public float[] logits(Batch batch, Draw draw) {
        try (StepFeeds feeds = feeds(batch, draw);
                Result result = runner(feeds).fetch(operations.measuredLogits).run()) {
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
}
