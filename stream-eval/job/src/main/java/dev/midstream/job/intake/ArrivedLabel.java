package dev.midstream.job.intake;

/**
 * A label that came by itself.
 *
 * @param label class index as observed
 * @param trueLabel class index before label noise, or {@link ImageContext#NO_LABEL}
 */
public record ArrivedLabel(String runId, String imageId, int label, int trueLabel) {}
