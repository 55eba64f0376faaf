package dev.midstream.trainer.graph.execution;

import dev.midstream.engine.Processor;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * How a TensorFlow session computes.
 *
 * @param threads threads of one operation; 0 leaves the choice to TensorFlow: one per processor
 */
public record Execution(Precision precision, int threads, Processor processor) {
    /** 32-bit floats on the CPU, and one thread per processor. */
    public static final Execution DEFAULT = new Execution(Precision.FLOAT32, 0);

    public Execution {
        if (threads < 0) {
            throw new IllegalArgumentException(
                    "Invalid number of threads: " + threads + ". Use a number from 0.");
        }
        if (precision == Precision.MIXED && processor == Processor.CPU) {
            throw new IllegalArgumentException(
                    "Invalid precision: mixed needs a GPU. Use bf16 or float32 on the CPU.");
        }
        if (precision == Precision.BF16 && processor == Processor.GPU) {
            throw new IllegalArgumentException(
                    "Invalid precision: bf16 is for the CPU. Use mixed or float32 on a GPU.");
        }
    }

    /** On the CPU. */
    public Execution(Precision precision, int threads) {
        this(precision, threads, Processor.CPU);
    }

    /** The same execution in another number format. */
    public Execution in(Precision other) {
        return new Execution(other, threads, processor);
    }

    public ConfigProto toConfigProto() {
        ConfigProto.Builder configuration =
                ConfigProto.newBuilder().setIntraOpParallelismThreads(threads);
        switch (processor) {
            case CPU -> configuration.putDeviceCount("GPU", 0);
            case GPU ->
                    // Operations without a GPU kernel run on the CPU.
                    configuration
                            .setAllowSoftPlacement(true)
                            .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
        }
        RewriterConfig.Builder rewriting = RewriterConfig.newBuilder();
        switch (precision) {
            case FLOAT32 -> {}
            case BF16 -> rewriting.setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
            case MIXED -> rewriting.setAutoMixedPrecision(RewriterConfig.Toggle.ON);
        }
        return configuration
                .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriting))
                .build();
    }
}
