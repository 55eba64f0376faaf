package dev.midstream.cli.dataset;

import dev.midstream.images.plan.Design;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which of the conditions each image is shown under. */
public final class DesignOptions {
    private static final String EVERY = "every-condition";
    private static final String ONE = "one-condition";

    @Option(
            names = "--design",
            paramLabel = "NAME",
            defaultValue = EVERY,
            description =
                    "every-condition, or one-condition: each image under one condition drawn at"
                        + " random, which gives the mean over corruptions from far fewer images,"
                        + " but not each corruption's figures (default: ${DEFAULT-VALUE}).")
    private String name = EVERY;

    @Option(
            names = "--clean-share",
            paramLabel = "SHARE",
            description =
                    "Share of the images that --design one-condition shows as they are (default:"
                            + " 0.1).")
    private @Nullable Double cleanShare;

    /**
     * The design.
     *
     * @throws IllegalArgumentException if a value is invalid, with a message for the user
     */
    public Design design() {
        if (name.equals(ONE)) {
            return new Design.OneCondition(
                    cleanShare == null ? Design.OneCondition.DEFAULT_CLEAN_SHARE : cleanShare);
        }
        if (!name.equals(EVERY)) {
            throw new IllegalArgumentException(
                    "Unknown design: " + name + ". Use " + EVERY + " or " + ONE + ".");
        }
        if (cleanShare != null) {
            throw new IllegalArgumentException(
                    "Cannot use --clean-share without --design one-condition. Add --design"
                            + " one-condition.");
        }
        return Design.EVERY_CONDITION;
    }
}
