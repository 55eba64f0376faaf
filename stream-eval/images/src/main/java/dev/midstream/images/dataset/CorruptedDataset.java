package dev.midstream.images.dataset;

import dev.midstream.images.corruption.Condition;
import java.util.List;

/**
 * A data set whose images are corrupted already: the same images under each of several conditions,
 * with image {@code i} under condition {@code c} at index {@code c * imagesPerCondition() + i}. An
 * image's id and label do not depend on the condition.
 *
 * <p>Its images must not be corrupted again: code that opens a data set checks {@code instanceof
 * CorruptedDataset} and takes corruption and severity from it.
 */
public interface CorruptedDataset extends ImageDataset {

    /** The conditions, in the order of the images. */
    List<Condition> conditions();

    /** Number of images under each condition. */
    default int imagesPerCondition() {
        return size() / conditions().size();
    }

    /** The condition of an image. */
    default Condition condition(int index) {
        return conditions().get(index / imagesPerCondition());
    }

    /**
     * The index of an image under a condition.
     *
     * @param condition index into {@link #conditions()}
     * @param image from 0 to {@code imagesPerCondition() - 1}
     */
    default int index(int condition, int image) {
        return condition * imagesPerCondition() + image;
    }
}
