package dev.midstream.images.plan;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import java.nio.file.Path;

/**
 * The values of the options that name a part of a data set.
 *
 * @param dataset {@code --dataset}, one of {@link Datasets#names()}
 * @param data {@code --data}
 * @param split {@code --split}
 */
public record SplitOptions(String dataset, Path data, String split) {

    /**
     * Opens the split.
     *
     * @throws DatasetException if the data set cannot be read
     */
    public ImageDataset open() throws DatasetException {
        return Datasets.open(dataset, data, Split.named(split));
    }

    /** Whether the images are corrupted already. */
    boolean isCorrupted() {
        return Datasets.corruptedNames().contains(dataset);
    }
}
