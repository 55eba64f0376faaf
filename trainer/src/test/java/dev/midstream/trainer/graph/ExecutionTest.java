package dev.midstream.trainer.graph;

import static dev.midstream.trainer.graph.SmallSteps.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.midstream.engine.TensorFlowRuntime;
import dev.midstream.trainer.device.Processor;
import dev.midstream.trainer.subspace.Draw;
import dev.midstream.trainer.subspace.Line;
import java.util.List;
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

    /** Emulated where the processor has no bfloat16. */
    @Test
    void step_bf16_comparesEndpointsInFloat32() {
        TensorFlowRuntime.start();
        Draw draw = SmallSteps.draw(new Line(), 3);
        StepPlan plan =
                new StepPlan(
                        2,
                        1,
                        Objective.REFERENCE,
                        new Optimiser(0.9, 0, 0),
                        Normalisation.IMAGENET);
        double[] losses = new double[2];
        double[] cosines = new double[2];
        for (Precision precision : List.of(Precision.FLOAT32, Precision.BF16)) {
            try (TrainingGraph graph =
                    new TrainingGraph(
                            SmallSteps.NETWORK,
                            SmallSteps.SHAPE,
                            plan,
                            new Execution(precision, 1))) {
                graph.assign(SmallSteps.similarTheta(2));
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

    /** Where there is no GPU, this computes in float32: what is left is the scaled loss. */
    @Test
    void gradient_scaledLoss_isThatOfTheLoss() {
        TensorFlowRuntime.start();
        float[][] theta = SmallSteps.similarTheta(2);
        Draw draw = SmallSteps.draw(new Line(), 3);
        StepPlan plan =
                new StepPlan(
                        2,
                        1,
                        Objective.REFERENCE,
                        new Optimiser(0.9, 0, 0.1),
                        Normalisation.IMAGENET);
        try (TrainingGraph plain =
                        new TrainingGraph(
                                SmallSteps.NETWORK, SmallSteps.SHAPE, plan, Execution.DEFAULT);
                TrainingGraph scaled =
                        new TrainingGraph(
                                SmallSteps.NETWORK,
                                SmallSteps.SHAPE,
                                plan,
                                new Execution(Precision.MIXED, 0, Processor.GPU))) {
            plain.assign(theta);
            scaled.assign(theta);
            float[][] expected = plain.gradient(BATCH, draw);
            float[][] found = scaled.gradient(BATCH, draw);
            for (int i = 0; i < 2; i++) {
                assertThat(found[i]).containsExactly(expected[i], within(1e-4f));
            }
        }
    }
}
