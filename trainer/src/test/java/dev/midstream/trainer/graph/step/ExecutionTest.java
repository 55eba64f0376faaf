package dev.midstream.trainer.graph.step;

import static dev.midstream.trainer.graph.step.SmallSteps.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.midstream.engine.Processor;
import dev.midstream.engine.tensorflow.GpuCheck;
import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.evaluation.subspace.Line;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.execution.Precision;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.subspace.Draw;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;

class ExecutionTest {
    @Test
    void toConfigProto_cpu_hidesGpus() {
        ConfigProto config = new Execution(Precision.BF16, 3).toConfigProto();
        assertThat(config.getDeviceCountMap()).containsEntry("GPU", 0);
        assertThat(config.getIntraOpParallelismThreads()).isEqualTo(3);
        assertThat(rewriting(config).getAutoMixedPrecisionOnednnBfloat16())
                .isEqualTo(RewriterConfig.Toggle.ON);
        assertThat(rewriting(config).getAutoMixedPrecision())
                .isEqualTo(RewriterConfig.Toggle.DEFAULT);
    }

    @Test
    void toConfigProto_gpu_takesMemoryOnDemand() {
        ConfigProto config = new Execution(Precision.MIXED, 0, Processor.GPU).toConfigProto();
        assertThat(config.getGpuOptions().getAllowGrowth()).isTrue();
        assertThat(config.getAllowSoftPlacement()).isTrue();
        assertThat(config.getDeviceCountMap()).isEmpty();
        assertThat(rewriting(config).getAutoMixedPrecision()).isEqualTo(RewriterConfig.Toggle.ON);
    }

    private static RewriterConfig rewriting(ConfigProto config) {
        return config.getGraphOptions().getRewriteOptions();
    }

    @Test
    void construct_precisionOfTheOtherProcessor_isRefused() {
        assertThatThrownBy(() -> new Execution(Precision.MIXED, 0))
                .hasMessage(
                        "Invalid precision: mixed needs a GPU. Use bf16 or float32 on the CPU.");
        assertThatThrownBy(() -> new Execution(Precision.BF16, 0, Processor.GPU))
                .hasMessage(
                        "Invalid precision: bf16 is for the CPU. Use mixed or float32 on a GPU.");
    }

    /** A line whose endpoints are alike. */
    private static TrainingGraph line(double radius, Execution execution) {
        StepPlan plan =
                new StepPlan(
                        2,
                        1,
                        Objective.REFERENCE,
                        new Optimiser(0.9, 0, radius),
                        Normalisation.IMAGENET);
        TrainingGraph graph =
                new TrainingGraph(SmallSteps.NETWORK, SmallSteps.SHAPE, plan, execution);
        graph.assign(SmallSteps.similarTheta(2));
        return graph;
    }

    /** Emulated where the processor has no bfloat16. */
    @Test
    void step_bf16_comparesEndpointsInFloat32() {
        TensorFlowRuntime.start();
        Draw draw = SmallSteps.draw(new Line(), 3);
        double[] losses = new double[2];
        double[] cosines = new double[2];
        for (Precision precision : List.of(Precision.FLOAT32, Precision.BF16)) {
            try (TrainingGraph graph = line(0, new Execution(precision, 1))) {
                StepResult result = graph.step(BATCH, draw, 0);
                losses[precision.ordinal()] = result.loss();
                cosines[precision.ordinal()] = result.squaredCosine();
            }
        }
        int bf16 = Precision.BF16.ordinal();
        assertThat(cosines[bf16]).isEqualTo(cosines[Precision.FLOAT32.ordinal()]);
        // Else nothing was computed in bfloat16.
        assertThat(losses[bf16])
                .isNotEqualTo(losses[Precision.FLOAT32.ordinal()])
                .isCloseTo(losses[Precision.FLOAT32.ordinal()], withinPercentage(5));
    }

    /** To the accuracy of TensorFloat-32, which an NVIDIA GPU multiplies float32 in. */
    @Test
    void step_gpu_lossAndGradientOfTheCpu() {
        Optional<GpuCheck.Obstacle> obstacle = GpuCheck.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> "No GPU: " + obstacle.orElseThrow().cause());
        TensorFlowRuntime.start();
        Draw draw = SmallSteps.draw(new Line(), 3);
        Execution gpu = new Execution(Precision.FLOAT32, 0, Processor.GPU);
        try (TrainingGraph here = line(0, Execution.DEFAULT);
                TrainingGraph there = line(0, gpu)) {
            float[][] expected = here.gradient(BATCH, draw);
            float[][] found = there.gradient(BATCH, draw);
            double loss = relativeError(here.objective(BATCH, draw), there.objective(BATCH, draw));
            double gradient = relativeError(expected, found);
            System.out.printf(
                    Locale.ROOT,
                    "GPU against CPU: relative error of the loss %.1e, of the gradient %.1e%n",
                    loss,
                    gradient);
            assertThat(loss).isLessThan(1e-3);
            assertThat(gradient).isLessThan(3e-2);
        }
    }

    private static double relativeError(double expected, double found) {
        return Math.abs(found - expected) / Math.abs(expected);
    }

    private static double relativeError(float[][] expected, float[][] found) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            for (int k = 0; k < expected[i].length; k++) {
                difference += Math.pow(found[i][k] - expected[i][k], 2);
                length += Math.pow(expected[i][k], 2);
            }
        }
        return Math.sqrt(difference / length);
    }

    /**
     * Where there is no GPU, this computes in float32, and what is left is the scaled loss; on one,
     * float16 adds its own error.
     */
    @Test
    void gradient_scaledLoss_isThatOfTheLoss() {
        TensorFlowRuntime.start();
        Draw draw = SmallSteps.draw(new Line(), 3);
        Execution mixed = new Execution(Precision.MIXED, 0, Processor.GPU);
        try (TrainingGraph plain = line(0.1, Execution.DEFAULT);
                TrainingGraph scaled = line(0.1, mixed)) {
            double error = relativeError(plain.gradient(BATCH, draw), scaled.gradient(BATCH, draw));
            assertThat(error).isLessThan(GpuCheck.obstacle().isEmpty() ? 0.1 : 1e-4);
        }
    }

    @Test
    void step_scaledLossThatOverflows_changesNothingUntilTheScaleFits() {
        TensorFlowRuntime.start();
        Draw draw = SmallSteps.draw(new Line(), 3);
        Execution mixed = new Execution(Precision.MIXED, 0, Processor.GPU);
        LossScale tooLarge = new LossScale(0x1p127f, 0);
        try (TrainingGraph plain = line(0, Execution.DEFAULT);
                TrainingGraph scaled = line(0, mixed)) {
            float[][] theta = scaled.theta();
            float[][] velocity = new float[theta.length][theta[0].length];
            for (float[] row : velocity) {
                Arrays.fill(row, 0.5f);
            }
            plain.assign(theta, velocity, LossScale.INITIAL);
            scaled.assign(theta, velocity, tooLarge);

            scaled.step(BATCH, draw, 0.1);

            assertThat(scaled.lossScale()).isEqualTo(new LossScale(0x1p126f, 0));
            assertThat(scaled.theta()).isDeepEqualTo(theta);
            assertThat(scaled.velocity()).isDeepEqualTo(velocity);
            while (scaled.lossScale().steps() == 0) {
                scaled.step(BATCH, draw, 0.1);
            }
            plain.step(BATCH, draw, 0.1);
            double error = relativeError(plain.theta(), scaled.theta());
            assertThat(error).isLessThan(GpuCheck.obstacle().isEmpty() ? 0.01 : 1e-6);
            assertThat(scaled.theta()).isNotEqualTo(theta);
        }
    }
}
