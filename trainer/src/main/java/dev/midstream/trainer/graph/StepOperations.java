package dev.midstream.trainer.graph;

import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.ParameterLayout;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.AssignVariableOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.train.ResourceApplyMomentum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** The operations of a {@link TrainingGraph}, by what they are fed with and what they yield. */
final class StepOperations {
    final Placeholder<TUint8> images;
    final Placeholder<TInt32> labels;
    final Placeholder<TFloat32> mixing;
    final Placeholder<TFloat32> pair;
    final Placeholder<TFloat32> learningRate;
    final Placeholder<TFloat32> newTheta;
    final Operation assignTheta;
    final Operation assignVelocity;
    final Operand<TFloat32> theta;
    final Operand<TFloat32> logits;
    final Operand<TFloat32> loss;
    final Operand<TFloat32> squaredCosine;
    final Operand<TFloat32> objective;
    final Output<TFloat32> gradient;
    final Operation apply;
    final Operand<TFloat32> batchMeans;
    final Operand<TFloat32> batchVariances;

    private final Ops tf;
    private final Shape thetaShape;

    StepOperations(
            Graph graph,
            Network network,
            ImageShape input,
            ParameterLayout layout,
            int endpoints,
            Optimiser optimiser,
            Normalisation normalisation) {
        tf = Ops.create(graph);
        thetaShape = Shape.of(endpoints, layout.length());
        images = placeholder(TUint8.class, -1, input.height(), input.width(), input.channels());
        labels = placeholder(TInt32.class, -1);
        mixing = placeholder(TFloat32.class, layout.modules().size(), endpoints);
        pair = placeholder(TFloat32.class, 2, endpoints);
        learningRate = placeholder(TFloat32.class);
        newTheta = placeholder(TFloat32.class, endpoints, layout.length());

        VarHandleOp variable = variable("theta");
        VarHandleOp velocity = variable("velocity");
        assignTheta = AssignVariableOp.create(tf.scope(), variable, newTheta).op();
        assignVelocity = AssignVariableOp.create(tf.scope(), velocity, newTheta).op();
        theta = tf.readVariableOp(variable, TFloat32.class);

        BatchStatisticsBuilder layers =
                new BatchStatisticsBuilder(tf, new SubspaceWeights(tf, layout, theta, mixing));
        Operand<TFloat32> normalised = Operations.normalise(tf, images, normalisation);
        logits = Operations.flatten(tf, network.build(layers, normalised), network.classes());
        batchMeans = layers.means();
        batchVariances = layers.variances();

        loss = crossEntropy(network.classes());
        squaredCosine = endpoints == 1 ? tf.constant(0f) : squaredCosine(layout);
        Operand<TFloat32> beta = tf.constant((float) optimiser.beta());
        objective = Operations.add(tf, loss, tf.math.mul(beta, squaredCosine));
        gradient = tf.gradients(objective, List.of(theta)).dy(0);
        apply = apply(variable, velocity, optimiser);
    }

    private <T extends TType> Placeholder<T> placeholder(Class<T> type, long... shape) {
        return tf.placeholder(type, Placeholder.shape(Shape.of(shape)));
    }

    private VarHandleOp variable(String name) {
        return VarHandleOp.create(
                tf.scope(), TFloat32.class, thetaShape, VarHandleOp.sharedName(name));
    }

    /** Mean cross-entropy. The sparse operation has no gradient, hence the one-hot labels. */
    private Operand<TFloat32> crossEntropy(int classes) {
        Operand<TFloat32> targets =
                tf.oneHot(labels, tf.constant(classes), tf.constant(1f), tf.constant(0f));
        return tf.math.mean(
                tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss(), tf.constant(0));
    }

    /** Wortsman et al. 2021, equation 3, over the convolution weights of the whole network. */
    private Operand<TFloat32> squaredCosine(ParameterLayout layout) {
        Operand<TFloat32> convolutions =
                tf.slice(
                        theta,
                        tf.constant(new int[] {0, 0}),
                        tf.constant(new int[] {-1, layout.convolutionLength()}));
        Operand<TFloat32> chosen = tf.linalg.matMul(pair, convolutions);
        Operand<TFloat32> products = tf.linalg.matMul(chosen, chosen, MatMul.transposeB(true));
        List<Operand<TFloat32>> entries =
                Operations.split(
                        tf,
                        tf.reshape(products, tf.constant(new int[] {4})),
                        new int[] {1, 1, 1, 1},
                        0);
        Operand<TFloat32> squares = tf.math.mul(entries.get(0), entries.get(3));
        Operand<TFloat32> quotient = tf.math.realDiv(tf.math.square(entries.get(1)), squares);
        return tf.reshape(quotient, tf.constant(new int[0]));
    }

    private Operation apply(VarHandleOp variable, VarHandleOp velocity, Optimiser optimiser) {
        Operand<TFloat32> decay = tf.math.mul(tf.constant((float) optimiser.weightDecay()), theta);
        return ResourceApplyMomentum.create(
                        tf.scope(),
                        variable,
                        velocity,
                        learningRate,
                        Operations.add(tf, gradient, decay),
                        tf.constant((float) optimiser.momentum()))
                .op();
    }
}
