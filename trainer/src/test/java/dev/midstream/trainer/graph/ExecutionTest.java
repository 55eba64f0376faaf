package dev.midstream.trainer.graph;

import static dev.midstream.trainer.graph.SmallSteps.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.engine.TensorFlowRuntime;
import dev.midstream.trainer.device.Processor;
import dev.midstream.trainer.subspace.Draw;
import dev.midstream.trainer.subspace.Line;
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
