package dev.midstream.job.labels;

import dev.midstream.job.intake.ImageContext;

/**
 * A label that arrived before all of its images.
 *
 * @param label class index as observed
 * @param trueLabel class index before label noise, or {@link ImageContext#NO_LABEL}
 * @param images number of images that have been given the label
 */
record KeptLabel(int label, int trueLabel, long images) {
    KeptLabel givenTo(int more) {
        return new KeptLabel(label, trueLabel, images + more);
    }

    /** Returns the context with the label. A true label that the image already has is kept. */
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
