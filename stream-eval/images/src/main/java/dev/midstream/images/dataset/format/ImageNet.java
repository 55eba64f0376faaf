package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Resizing;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.file.ClassDirectories;
import dev.midstream.images.dataset.file.ImageFiles;
import dev.midstream.images.dataset.file.ImageReading;
import dev.midstream.images.dataset.file.LazyImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * ImageNet (ILSVRC 2012) as {@code train/<synset>/*.JPEG} and {@code val/<synset>/*.JPEG}, the
 * latter being the test split. Classes are numbered in the order of their synsets. Images of any
 * size become 224x224: the shorter side is resized to 256 and the centre is cropped.
 */
final class ImageNet {

    static final String NAME = "imagenet";

    static final DatasetFormat FORMAT =
            new DatasetFormat(
                    NAME,
                    DatasetFormat.Kind.DIRECTORY,
                    (data, split, reading) -> open(data, split));

    static final int SIDE = 224;
    private static final int SHORTER_SIDE = 256;

    private ImageNet() {}

    static ImageDataset open(Path data, Split split) throws DatasetException {
        String name = split == Split.TRAIN ? "train" : "val";
        String otherName = split == Split.TRAIN ? "val" : "train";
        List<String> classes = classes(data, name);
        if (Files.isDirectory(data.resolve(otherName))) {
            ClassDirectories.checkSame(
                    "Cannot open data set " + NAME + " in " + data,
                    name,
                    classes,
                    otherName,
                    classes(data, otherName));
        }
        List<Path> directories = new ArrayList<>();
        for (String synset : classes) {
            directories.add(data.resolve(name).resolve(synset));
        }
        ImageFiles files = ImageFiles.list(classes, directories);
        if (files.size() == 0) {
            throw new DatasetException(
                    "Cannot open data set " + NAME + ": " + data.resolve(name) + " has no images.");
        }
        return new LazyImages(
                NAME, SIDE, SIDE, files, ImageReading.resized(Resizing.of(SHORTER_SIDE, SIDE)));
    }

    private static List<String> classes(Path data, String name) throws DatasetException {
        Path directory = data.resolve(name);
        List<String> classes =
                Files.isDirectory(directory) ? ClassDirectories.classes(directory) : List.of();
        if (classes.isEmpty()) {
            throw new DatasetException(
                    "Cannot open data set "
                            + NAME
                            + ": "
                            + directory
                            + " has no directories of synsets. Unpack the images to "
                            + name
                            + "/<synset>/*.JPEG.");
        }
        return classes;
    }
}
