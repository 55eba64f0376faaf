package dev.midstream.job.intake;

/**
 * What is known of an image beside its pixels.
 *
 * @param label class index as observed, or {@link #NO_LABEL} where it comes later
 * @param trueLabel class index before label noise, or {@link #NO_LABEL}
 */
public record ImageContext(
        String runId,
        String imageId,
        String dataset,
        String corruption,
        int severity,
        int label,
        int trueLabel) {
    /** Stands for a label that was not given. */
    public static final int NO_LABEL = -1;
}
