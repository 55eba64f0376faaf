package dev.midstream.trainer.network;

/** What the output of a convolution is normalised over, before a learned scale and shift. */
public enum Norm {
    /**
     * Over the batch, channel by channel. A network at rest needs statistics in the batch's stead,
     * and every point of a subspace its own.
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

    /** What ends the name of a network that is normalised in this way. */
    public String suffix() {
        return suffix;
    }

    /**
     * The groups that channels are put in: as many as divide them, up to 32, with at least two
     * channels in each; one if there is no such number.
     */
    public static int groups(int channels) {
        int groups = Math.min(MAX_GROUPS, channels / MIN_CHANNELS);
        while (groups > 1 && channels % groups != 0) {
            groups--;
        }
        return Math.max(1, groups);
    }
}
