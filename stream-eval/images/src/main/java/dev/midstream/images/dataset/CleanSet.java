package dev.midstream.images.dataset;

import java.nio.file.Path;

/**
 * The clean images of a data set whose images are corrupted already.
 *
 * @param name one of {@link Datasets#names()}
 * @param data where they are
 */
public record CleanSet(String name, Path data) {}
