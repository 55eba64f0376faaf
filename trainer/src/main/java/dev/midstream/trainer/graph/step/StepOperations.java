package dev.midstream.trainer.graph.step;

import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.images.ImageSource;
import dev.midstream.trainer.graph.operations.Dropout;
import dev.midstream.trainer.graph.operations.Operations;
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
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.train.ResourceApplyMomentum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * The operations of a {@link TrainingGraph}. It contains two networks: one that is trained, at one
 * point per slice of the batch and with dropout, and one that is measured, at a single point.
 */
final class StepOperations {
    final StepInputs inputs;
    final Operation assignTheta;
    final Operation assignVelocity;
    final Operand<TFloat32> theta;
    final Operand<TFloat32> velocity;
    final ObjectiveBuilder.Parts objective;
    final Output<TFloat32> gradient;

    /** Whether all of the gradient is finite, which a loss that is not scaled does not ask. */
    final Operand<TBool> finite;

    final Operation apply;
    final Operand<TFloat32> measuredLogits;
    final Operand<TFloat32> batchMeans;
    final Operand<TFloat32> batchVariances;

    private final Ops tf;
    private final boolean scaled;

    StepOperations(
            Graph graph,
            Network network,
            ImageShape input,
            ParameterLayout layout,
            StepPlan plan,
            Execution execution,
            ImageSource source) {
        tf = Ops.create(graph);
        this.scaled = execution.precision().scalesLoss();
        inputs = new StepInputs(tf, input, layout, plan, source);
        Shape shape = Shape.of(plan.endpoints(), layout.length());
        VarHandleOp thetaVariable = variable("theta", shape);
        VarHandleOp velocityVariable = variable("velocity", shape);
        assignTheta = assign(thetaVariable);
        assignVelocity = assign(velocityVariable);
        theta = tf.readVariableOp(thetaVariable, TFloat32.class);
        velocity = tf.readVariableOp(velocityVariable, TFloat32.class);

        ObjectiveBuilder objectives = new ObjectiveBuilder(tf, network, layout, plan, inputs);
        objective = objectives.at(theta);
        gradient = gradient(objectives, plan.optimiser().radius());
        finite = scaled ? finite(gradient) : tf.constant(true);
        apply = apply(thetaVariable, velocityVariable, plan.optimiser());

        BatchStatisticsBuilder layers =
                new BatchStatisticsBuilder(
                        tf,
                        new MixedParameters(tf, layout, theta, inputs.mixing),
                        new Dropout(0, inputs.dropoutSeed));
        measuredLogits =
                Operations.flatten(tf, network.build(layers, inputs.normalised), network.classes());
        batchMeans = layers.means();
        batchVariances = layers.variances();
    }

    private VarHandleOp variable(String name, Shape shape) {
        return VarHandleOp.create(tf.scope(), TFloat32.class, shape, VarHandleOp.sharedName(name));
    }

    private Operation assign(VarHandleOp variable) {
        return AssignVariableOp.create(tf.scope(), variable, inputs.newValues).op();
    }

    private Output<TFloat32> gradient(ObjectiveBuilder objectives, double radius) {
        Output<TFloat32> here = differentiated(objective.value(), theta);
        if (radius == 0) {
            return here;
        }
        Operand<TFloat32> norm =
                tf.math.sqrt(tf.reduceSum(tf.math.square(here), tf.constant(new int[] {0, 1})));
        // Where the gradient vanishes there is no direction to go.
        Operand<TFloat32> scale =
                tf.math.realDiv(
                        tf.constant((float) radius),
                        tf.math.maximum(norm, tf.constant(Float.MIN_NORMAL)));
        Operand<TFloat32> uphill = Operations.add(tf, theta, tf.math.mul(scale, here));
        return differentiated(objectives.at(uphill).value(), uphill);
    }

    private Output<TFloat32> differentiated(Operand<TFloat32> value, Operand<TFloat32> by) {
        if (!scaled) {
            return tf.gradients(value, List.of(by)).dy(0);
        }
        Operand<TFloat32> product = tf.math.mul(value, inputs.lossScale);
        Output<TFloat32> gradientOfProduct = tf.gradients(product, List.of(by)).dy(0);
        return tf.math.realDiv(gradientOfProduct, inputs.lossScale).asOutput();
    }

    private Operand<TBool> finite(Operand<TFloat32> values) {
        return tf.reduceAll(tf.math.isFinite(values), tf.constant(new int[] {0, 1}));
    }

    private Operation apply(VarHandleOp variable, VarHandleOp velocity, Optimiser optimiser) {
        Operand<TFloat32> decay = tf.math.mul(tf.constant((float) optimiser.weightDecay()), theta);
        return ResourceApplyMomentum.create(
                        tf.scope(),
                        variable,
                        velocity,
                        ifFinite(inputs.learningRate, 0),
                        ifFinite(Operations.add(tf, gradient, decay), 0),
                        ifFinite(tf.constant((float) optimiser.momentum()), 1))
                .op();
    }

    /** Another value where the gradient is not finite: with all of them a step changes nothing. */
    private Operand<TFloat32> ifFinite(Operand<TFloat32> value, float otherwise) {
        return scaled ? tf.select(finite, value, tf.constant(otherwise)) : value;
    }
}
