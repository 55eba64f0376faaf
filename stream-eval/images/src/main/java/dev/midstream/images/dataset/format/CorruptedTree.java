package dev.midstream.images.dataset.format;

import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.file.ClassDirectories;
import dev.midstream.images.dataset.file.ImageFiles;
import dev.midstream.images.dataset.file.ImageReading;
import dev.midstream.images.dataset.file.LazyImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Images that are corrupted already in the layout of Tiny-ImageNet-C and ImageNet-C, {@code
 * <corruption>/<severity>/<class>/*}. Every corruption and severity must have the same files.
 * Images already have the size of their data set and are used as they are.
 *
 * @param name names the data set
 * @param side rows and columns of every image
 */
record CorruptedTree(String name, int side) {

    static final CorruptedTree TINY_IMAGENET = new CorruptedTree("tiny-imagenet-c", 64);
    static final CorruptedTree IMAGENET = new CorruptedTree("imagenet-c", ImageNet.SIDE);

    DatasetFormat format() {
        return new DatasetFormat(
                name, DatasetFormat.Kind.CORRUPTED, (data, split, maxBytes) -> open(data));
    }

    CorruptedDataset open(Path data) throws DatasetException {
        List<String> corruptions = new ArrayList<>();
        for (String directory : ClassDirectories.classes(data)) {
            if (!severities(data.resolve(directory)).isEmpty()) {
                corruptions.add(directory);
            }
        }
        ConditionedImages all = new ConditionedImages();
        ImageFiles first = new ImageFiles(List.of(), List.of(), new String[0], new int[0]);
        for (String corruption : ConditionedImages.ordered(corruptions)) {
            for (int severity : severities(data.resolve(corruption))) {
                Path directory = data.resolve(corruption).resolve(Integer.toString(severity));
                ImageFiles files = list(directory);
                if (all.isEmpty()) {
                    first = files;
                } else {
                    checkSame(directory, first, files);
                }
                all.add(new Condition(corruption, severity), images(directory, first));
            }
        }
        if (all.isEmpty()) {
            throw new DatasetException(
                    "Cannot open data set "
                            + name
                            + ": "
                            + data
                            + " has no images in <corruption>/<severity 1 to 5>/<class>/.");
        }
        return all;
    }

    private static List<Integer> severities(Path corruption) {
        List<Integer> severities = new ArrayList<>();
        for (int level = Corruption.MIN_SEVERITY; level <= Corruption.MAX_SEVERITY; level++) {
            if (Files.isDirectory(corruption.resolve(Integer.toString(level)))) {
                severities.add(level);
            }
        }
        return severities;
    }

    private static ImageFiles list(Path directory) throws DatasetException {
        List<String> classes = ClassDirectories.classes(directory);
        ImageFiles files = ImageFiles.list(classes, directories(directory, classes));
        if (files.size() == 0) {
            throw new DatasetException(
                    "Cannot open " + directory + ": no class directory in it holds an image.");
        }
        return files;
    }

    private static List<Path> directories(Path directory, List<String> classes) {
        return classes.stream().map(directory::resolve).toList();
    }

    private LazyImages images(Path directory, ImageFiles first) {
        return new LazyImages(
                name,
                side,
                side,
                // All conditions share one list of names: ImageNet-C has 3.75 million files.
                first.in(directories(directory, first.classes())),
                ImageReading.ofSize(side, side, "images of " + name));
    }

    private static void checkSame(Path directory, ImageFiles first, ImageFiles files)
            throws DatasetException {
        int same = 0;
        int shorter = Math.min(first.size(), files.size());
        while (same < shorter
                && first.name(same).equals(files.name(same))
                && first.id(same).equals(files.id(same))) {
            same++;
        }
        if (same < first.size()
                || same < files.size()
                || !first.classes().equals(files.classes())) {
            throw new DatasetException(
                    "Cannot open "
                            + directory
                            + ": it has "
                            + files.size()
                            + " images, the first severity of the first corruption "
                            + first.size()
                            + "; they differ from "
                            + (same < first.size() ? first.id(same) : "their end")
                            + " on. Unpack all of them.");
        }
    }
}
