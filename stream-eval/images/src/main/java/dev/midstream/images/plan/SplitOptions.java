package dev.midstream.images.plan;

import dev.midstream.images.dataset.Datasets;

/**
 * The values of the options that name a part of a data set.
 *
 * @param dataset {@code --dataset}, one of {@link Datasets#names()}
 * @param split {@code --split}
 */
public record SplitOptions(String dataset, String split) {

    /** Whether the images are corrupted already. */
    boolean isCorrupted() {
        return Datasets.corruptedNames().contains(dataset);
    }
}
