package dev.midstream.job.copies;

import dev.midstream.job.intake.LabelledImage;
import org.apache.flink.api.java.functions.KeySelector;
import org.jspecify.annotations.Nullable;

/**
 * Divides images by a hash, so that all copies of an image meet and subtasks get equally many
 * images.
 */
public final class CopyKey implements KeySelector<LabelledImage, Integer> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable ImageHasher hasher;

    @Override
    public Integer getKey(LabelledImage image) {
        if (hasher == null) {
            hasher = new ImageHasher();
        }
        return hasher.identify(image.context()).key();
    }
}
