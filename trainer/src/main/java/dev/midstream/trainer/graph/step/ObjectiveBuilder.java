package dev.midstream.trainer.graph.step;

import dev.midstream.trainer.graph.operations.Dropout;
import dev.midstream.trainer.graph.operations.Operations;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Builds the {@link Objective} of a step as a function of the endpoints. */
final class ObjectiveBuilder {
    private final Ops tf;
    private final Network network;
    private final ParameterLayout layout;
    private final StepPlan plan;
    private final StepInputs inputs;

    ObjectiveBuilder(
            Ops tf, Network network, ParameterLayout layout, StepPlan plan, StepInputs inputs) {
        this.tf = tf;
        this.network = network;
        this.layout = layout;
        this.plan = plan;
        this.inputs = inputs;
    }

    /**
     * The parts of the objective.
     *
     * @param logits {@code [batch, classes]}
     * @param loss mean cross-entropy, with smoothed labels if the objective has them
     * @param squaredCosine of the pair of endpoints drawn
     * @param value the loss and beta times the squared cosine
     */
    record Parts(
            Operand<TFloat32> logits,
            Operand<TFloat32> loss,
            Operand<TFloat32> squaredCosine,
            Operand<TFloat32> value) {}

    /**
     * The objective at some endpoints.
     *
     * @param theta {@code [endpoints, P]}
     */
    Parts at(Operand<TFloat32> theta) {
        Operand<TFloat32> logits = logits(theta);
        Operand<TFloat32> loss = crossEntropy(logits);
        Operand<TFloat32> squaredCosine =
                plan.endpoints() == 1 ? tf.constant(0f) : squaredCosine(theta);
        Operand<TFloat32> beta = tf.constant((float) plan.objective().beta());
        return new Parts(
                logits,
                loss,
                squaredCosine,
                Operations.add(tf, loss, tf.math.mul(beta, squaredCosine)));
    }

    private Operand<TFloat32> logits(Operand<TFloat32> theta) {
        Dropout dropout = new Dropout(plan.objective().dropout(), inputs.dropoutSeed);
        List<Operand<TFloat32>> images = inputs.imageSlices();
        List<Operand<TFloat32>> mixing = inputs.mixingSlices();
        List<Operand<TFloat32>> slices = new ArrayList<>();
        for (int i = 0; i < plan.slices(); i++) {
            MixedParameters parameters = new MixedParameters(tf, layout, theta, mixing.get(i));
            Operand<TFloat32> output =
                    network.build(
                            new BatchStatisticsBuilder(tf, parameters, dropout), images.get(i));
            slices.add(Operations.flatten(tf, output, network.classes()));
        }
        return slices.size() == 1 ? slices.get(0) : tf.concat(slices, tf.constant(0));
    }

    /**
     * Mean cross-entropy. The sparse operation has no gradient, hence the one-hot labels. Smoothing
     * moves them towards {@code 1 / classes}.
     */
    private Operand<TFloat32> crossEntropy(Operand<TFloat32> logits) {
        double smoothing = plan.objective().labelSmoothing();
        double off = smoothing / network.classes();
        Operand<TFloat32> targets =
                tf.oneHot(
                        inputs.labels,
                        tf.constant(network.classes()),
                        tf.constant((float) (1 - smoothing + off)),
                        tf.constant((float) off));
        return tf.math.mean(
                tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss(), tf.constant(0));
    }

    /** Wortsman et al. 2021, equation 3, over the convolution weights of the whole network. */
    private Operand<TFloat32> squaredCosine(Operand<TFloat32> theta) {
        Operand<TFloat32> convolutions =
                tf.slice(
                        theta,
                        tf.constant(new int[] {0, 0}),
                        tf.constant(new int[] {-1, layout.convolutionLength()}));
        // With two endpoints both are drawn, and their order makes no difference.
        Operand<TFloat32> chosen =
                plan.endpoints() == 2 ? convolutions : tf.linalg.matMul(inputs.pair, convolutions);
        List<Operand<TFloat32>> rows = Operations.split(tf, chosen, new int[] {1, 1}, 0);
        // Reductions, because products of such flat matrices run in one thread.
        Operand<TFloat32> product =
                tf.reduceSum(tf.math.mul(rows.get(0), rows.get(1)), tf.constant(new int[] {0, 1}));
        Operand<TFloat32> halfSquares =
                tf.math.mul(tf.nn.l2Loss(rows.get(0)), tf.nn.l2Loss(rows.get(1)));
        return tf.math.realDiv(tf.math.square(product), tf.math.mul(tf.constant(4f), halfSquares));
    }
}
