package dev.midstream.job.labels;

import dev.midstream.job.intake.ImageContext;

/**
 * A label that has come, for the images that come after it.
 *
 * @param label class index as observed
 * @param trueLabel class index before label noise, or {@link ImageContext#NO_LABEL}
 * @param expiresAt processing time in milliseconds
 * @param images how many have got it so far
 */
record KeptLabel(int label, int trueLabel, long expiresAt, long images) {
    KeptLabel givenTo(int more) {
        return new KeptLabel(label, trueLabel, expiresAt, images + more);
    }

    /** Returns the context with the label; a true label that the image brought stays. */
    ImageContext label(ImageContext context) {
        return new ImageContext(
                context.runId(),
                context.imageId(),
                context.dataset(),
                context.corruption(),
                context.severity(),
                label,
                trueLabel == ImageContext.NO_LABEL ? context.trueLabel() : trueLabel);
    }
}
