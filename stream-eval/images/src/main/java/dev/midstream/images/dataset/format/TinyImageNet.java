package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.file.ClassDirectories;
import dev.midstream.images.dataset.file.CodePointOrder;
import dev.midstream.images.dataset.file.ImageFiles;
import dev.midstream.images.dataset.file.ImageReading;
import dev.midstream.images.dataset.file.LazyImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tiny ImageNet in its official layout: 64x64 images in {@code train/<wnid>/images}, and {@code
 * val/images} with {@code val_annotations.txt} as the test split, because the official test images
 * have no labels. Classes are numbered in the order of their wnids.
 */
final class TinyImageNet {

    static final String NAME = "tiny-imagenet";

    static final DatasetFormat FORMAT =
            new DatasetFormat(
                    NAME,
                    DatasetFormat.Kind.DIRECTORY,
                    (data, split, reading) ->
                            open(data, split).inMemoryWithin(reading.maxBytesInMemory().orElse(0)));

    static final int SIDE = 64;
    private static final String OFFICIAL_DIRECTORY = "tiny-imagenet-200";

    private TinyImageNet() {}

    static LazyImages open(Path data, Split split) throws DatasetException {
        Path unpacked = data.resolve(OFFICIAL_DIRECTORY);
        Path directory = Files.isDirectory(unpacked) ? unpacked : data;
        List<String> classes =
                TextFile.lines(directory.resolve("wnids.txt")).stream()
                        .sorted(CodePointOrder.BY_CODE_POINT)
                        .toList();
        if (new HashSet<>(classes).size() != classes.size() || classes.isEmpty()) {
            throw new DatasetException(
                    "Cannot read "
                            + directory.resolve("wnids.txt")
                            + ": it does not name classes once each.");
        }
        ImageFiles files =
                split == Split.TRAIN
                        ? trainingFiles(directory.resolve("train"), classes)
                        : validationFiles(directory.resolve("val"), classes);
        if (files.size() == 0) {
            throw new DatasetException(
                    "Cannot open data set " + NAME + ": " + directory + " has no images.");
        }
        return new LazyImages(
                NAME, SIDE, SIDE, files, ImageReading.ofSize(SIDE, SIDE, "images of " + NAME));
    }

    private static ImageFiles trainingFiles(Path directory, List<String> classes)
            throws DatasetException {
        List<Path> directories = new ArrayList<>();
        for (String wnid : classes) {
            directories.add(directory.resolve(wnid).resolve("images"));
        }
        return ImageFiles.list(classes, directories);
    }

    private static ImageFiles validationFiles(Path directory, List<String> classes)
            throws DatasetException {
        Path annotations = directory.resolve("val_annotations.txt");
        Path images = directory.resolve("images");
        Set<String> present = new HashSet<>(ClassDirectories.images(images));
        int count = present.size();
        List<String> lines = TextFile.lines(annotations);
        String[] names = new String[lines.size()];
        int[] labels = new int[lines.size()];
        for (int i = 0; i < names.length; i++) {
            String[] fields = lines.get(i).split("\t", -1);
            names[i] = fields[0];
            labels[i] = fields.length < 2 ? -1 : classes.indexOf(fields[1]);
            if (labels[i] < 0 || !present.remove(names[i])) {
                throw new DatasetException(
                        "Cannot read "
                                + annotations
                                + ": line "
                                + (i + 1)
                                + " does not name an image of "
                                + images
                                + " that is not named before, and a class of wnids.txt.");
            }
        }
        if (!present.isEmpty()) {
            throw new DatasetException(
                    "Cannot read "
                            + annotations
                            + ": it has "
                            + names.length
                            + " lines for "
                            + count
                            + " images in "
                            + images
                            + ".");
        }
        List<Path> directories = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            directories.add(images);
        }
        return new ImageFiles(classes, directories, names, labels);
    }
}
