package dev.midstream.trainer.export.frozen;

import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.network.Parameters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statistics that the batch norms of one point normalise by: mean and variance of every channel
 * of every batch norm.
 */
public final class BatchNormStatistics {
    private final Map<String, Channels> channels;

    private BatchNormStatistics(Map<String, Channels> channels) {
        this.channels = channels;
    }

    /**
     * Statistics from vectors over all batch norms, in the layout's order.
     *
     * @param means {@code [channels of all batch norms]}
     * @param variances in the same order
     */
    public static BatchNormStatistics of(
            ParameterLayout layout, double[] means, double[] variances) {
        List<Parameters.BatchNorm> batchNorms = layout.batchNorms();
        Map<String, Channels> channels = new HashMap<>();
        int offset = 0;
        for (Parameters.BatchNorm batchNorm : batchNorms) {
            int end = offset + batchNorm.channels();
            channels.put(
                    batchNorm.module(),
                    new Channels(
                            Arrays.copyOfRange(means, offset, end),
                            Arrays.copyOfRange(variances, offset, end)));
            offset = end;
        }
        return new BatchNormStatistics(channels);
    }

    /** Mean of one channel of the batch norm of that name. */
    public double mean(String module, int channel) {
        return of(module).means[channel];
    }

    /** Variance of one channel of the batch norm of that name. */
    public double variance(String module, int channel) {
        return of(module).variances[channel];
    }

    private Channels of(String module) {
        Channels found = channels.get(module);
        if (found == null) {
            throw new IllegalArgumentException("Unknown batch norm: " + module);
        }
        return found;
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared, never handed out.
    private record Channels(double[] means, double[] variances) {}
}
