package dev.midstream.images.dataset.format;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionFilter;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.file.ClassDirectories;
import dev.midstream.images.dataset.file.ImageFile;
import dev.midstream.images.dataset.file.ImageFiles;
import dev.midstream.images.dataset.file.ImageReading;
import dev.midstream.images.dataset.file.LazyImages;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Images that are corrupted already in the layout of Tiny-ImageNet-C and ImageNet-C, {@code
 * <corruption>/<severity>/<class>/*}. Every corruption and severity must have the same files.
 * Images already have the size of their data set and are used as they are.
 *
 * @param name names the data set
 * @param side rows and columns of every image; empty for those of the first image
 * @param levels finds the directories of severities
 */
record CorruptedTree(String name, OptionalInt side, Levels levels) {

    static final CorruptedTree TINY_IMAGENET =
            new CorruptedTree("tiny-imagenet-c", OptionalInt.of(64), SeverityDirectories::numbered);
    static final CorruptedTree IMAGENET =
            new CorruptedTree(
                    "imagenet-c", OptionalInt.of(ImageNet.SIDE), SeverityDirectories::numbered);

    /** Any other such tree, under the names of its directories. */
    static final CorruptedTree FOLDER =
            new CorruptedTree(
                    "corrupted-folder", OptionalInt.empty(), SeverityDirectories::ofAnyNames);

    /** Finds the directories of a corruption's severities; none if it is no corruption. */
    interface Levels {
        Map<Integer, Path> of(Path corruption) throws DatasetException;
    }

    DatasetFormat format() {
        return new DatasetFormat(
                name,
                DatasetFormat.Kind.CORRUPTED,
                (data, split, reading) -> open(data, reading.conditions()));
    }

    CorruptedDataset open(Path data, ConditionFilter wanted) throws DatasetException {
        Map<String, Map<Integer, Path>> tree = new LinkedHashMap<>();
        for (String directory : ClassDirectories.classes(data)) {
            Map<Integer, Path> severities = levels.of(data.resolve(directory));
            if (!severities.isEmpty()) {
                tree.put(directory, severities);
            }
        }
        List<String> there = ConditionedImages.ordered(List.copyOf(tree.keySet()));
        Map<Condition, Path> cells = new LinkedHashMap<>();
        for (String corruption : ConditionedImages.wanted(name, data, there, wanted)) {
            tree.getOrDefault(corruption, Map.of())
                    .forEach(
                            (severity, path) ->
                                    cells.put(new Condition(corruption, severity), path));
        }
        cells.keySet().removeIf(condition -> !wanted.includes(condition));
        if (cells.isEmpty()) {
            throw new DatasetException(
                    "Cannot open data set "
                            + name
                            + ": "
                            + data
                            + (there.isEmpty()
                                    ? " has no images in <corruption>/<severity 1 to 5>/<class>/."
                                    : " has none of the severities that --severities names."));
        }
        return images(cells);
    }

    private CorruptedDataset images(Map<Condition, Path> cells) throws DatasetException {
        ConditionedImages all = new ConditionedImages();
        ImageFiles first = new ImageFiles(List.of(), List.of(), new String[0], new int[0]);
        Size size = new Size(0, 0);
        for (Map.Entry<Condition, Path> cell : cells.entrySet()) {
            Path directory = cell.getValue();
            ImageFiles files = list(directory);
            if (all.isEmpty()) {
                first = files;
                size = size(files);
            } else {
                checkSame(directory, first, files);
            }
            // All conditions share one list of names: ImageNet-C has 3.75 million files.
            all.add(cell.getKey(), images(first.sharing(files), size));
        }
        return all;
    }

    private record Size(int height, int width) {}

    private Size size(ImageFiles files) throws DatasetException {
        if (side.isPresent()) {
            return new Size(side.getAsInt(), side.getAsInt());
        }
        Image image = ImageFile.read(files.file(0));
        return new Size(image.height(), image.width());
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

    private LazyImages images(ImageFiles files, Size size) {
        return new LazyImages(
                name,
                size.height(),
                size.width(),
                files,
                ImageReading.ofSize(size.height(), size.width(), "images of " + name));
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
