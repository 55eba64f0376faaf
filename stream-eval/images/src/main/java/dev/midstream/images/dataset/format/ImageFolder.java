package dev.midstream.images.dataset.format;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.DatasetReading;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.UnreadableImages;
import dev.midstream.images.dataset.file.ClassDirectories;
import dev.midstream.images.dataset.file.CodePointOrder;
import dev.midstream.images.dataset.file.ImageFile;
import dev.midstream.images.dataset.file.ImageFiles;
import dev.midstream.images.dataset.file.ImageReading;
import dev.midstream.images.dataset.file.LazyImages;
import dev.midstream.images.decode.ImageFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * Images in one directory per class, {@code <split>/<class>/*.jpg|png|webp|…}. The classes are
 * those of both splits, numbered in the order of their names, and images are in the order of
 * theirs. All images must have the same size. By default they are in memory if they take no more
 * than a gigabyte; otherwise each is read when it is requested.
 */
final class ImageFolder {

    static final String NAME = "image-folder";

    private static final long DEFAULT_MAX_BYTES_IN_MEMORY = 1L << 30;

    static final DatasetFormat FORMAT =
            new DatasetFormat(NAME, DatasetFormat.Kind.DIRECTORY, ImageFolder::open);

    private ImageFolder() {}

    static ImageDataset open(Path data, Split split, DatasetReading how) throws DatasetException {
        TreeSet<String> names = new TreeSet<>(CodePointOrder.BY_CODE_POINT);
        names.addAll(classes(data, split));
        // A class that one split lacks is a class of the data set all the same.
        Split other = split == Split.TRAIN ? Split.TEST : Split.TRAIN;
        if (Files.isDirectory(data.resolve(other.toString()))) {
            names.addAll(classes(data, other));
        }
        List<String> classes = List.copyOf(names);
        Path directory = data.resolve(split.toString());
        ImageFiles files =
                ImageFiles.list(classes, classes.stream().map(directory::resolve).toList());
        if (files.size() == 0) {
            throw new DatasetException(
                    "Cannot open image folder "
                            + directory
                            + ": no class has an image. Image files are named "
                            + ImageFormat.endings()
                            + ".");
        }
        Image first = first(files, how.unreadable());
        ImageReading reading =
                ImageReading.ofSize(first.height(), first.width(), "the images before it");
        return new LazyImages(NAME, first.height(), first.width(), files, reading)
                .inMemoryWithin(how.maxBytesInMemory().orElse(DEFAULT_MAX_BYTES_IN_MEMORY));
    }

    /** The image whose size is that of the others. */
    private static Image first(ImageFiles files, UnreadableImages unreadable)
            throws DatasetException {
        for (int i = 0; ; i++) {
            try {
                return ImageFile.read(files.file(i));
            } catch (DatasetException e) {
                if (unreadable == UnreadableImages.REFUSED || i == files.size() - 1) {
                    throw e;
                }
            }
        }
    }

    private static List<String> classes(Path data, Split split) throws DatasetException {
        Path directory = data.resolve(split.toString());
        if (!Files.isDirectory(directory)) {
            throw new DatasetException(
                    "Cannot open image folder "
                            + data
                            + ": it has no directory named "
                            + split
                            + " with one directory per class.");
        }
        List<String> classes = ClassDirectories.classes(directory);
        if (classes.isEmpty()) {
            throw new DatasetException(
                    "Cannot open image folder " + directory + ": it has no class directories.");
        }
        return classes;
    }
}
