package dev.midstream.trainer.network;

/** How the output of a convolution is normalised, before a learned scale and shift. */
public enum Norm {
    /**
     * Over the batch, channel by channel. A trained network needs statistics in place of those of a
     * batch, and every point of a subspace its own.
     */
    BATCH(""),

    /**
     * Over groups of channels of one image, so that no point needs statistics. Source: Wu and He
     * 2018, "Group Normalization".
     */
    GROUP("-gn");

    /** The article's default. */
    private static final int MAX_GROUPS = 32;

    /** A single channel of 1x1 pixels would always be normalised to 0. */
    private static final int MIN_CHANNELS = 2;

    private final String suffix;

    Norm(String suffix) {
        this.suffix = suffix;
    }

    /** The suffix of the names of networks that are normalised in this way. */
    public String suffix() {
        return suffix;
    }

    /**
     * The number of groups: the largest divisor of the number of channels, up to 32, that leaves at
     * least two channels in each; 1 if there is none.
     */
    public static int groups(int channels) {
        int groups = Math.min(MAX_GROUPS, channels / MIN_CHANNELS);
        while (groups > 1 && channels % groups != 0) {
            groups--;
        }
        return Math.max(1, groups);
    }
}
