package dev.midstream.trainer.graph;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * How a session computes.
 *
 * @param threads threads of one operation; 0 leaves it to TensorFlow: one per processor
 */
public record Execution(Precision precision, int threads) {
    /** 32-bit floats and one thread per processor. */
    public static final Execution DEFAULT = new Execution(Precision.FLOAT32, 0);

    public Execution {
        if (threads < 0) {
            throw new IllegalArgumentException(
                    "Invalid number of threads: " + threads + ". Use a number from 0.");
        }
    }

    ConfigProto toConfigProto() {
        ConfigProto.Builder configuration =
                ConfigProto.newBuilder().setIntraOpParallelismThreads(threads);
        if (precision == Precision.BFLOAT16) {
            configuration.setGraphOptions(
                    GraphOptions.newBuilder()
                            .setRewriteOptions(
                                    RewriterConfig.newBuilder()
                                            .setAutoMixedPrecisionOnednnBfloat16(
                                                    RewriterConfig.Toggle.ON)));
        }
        return configuration.build();
    }
}
