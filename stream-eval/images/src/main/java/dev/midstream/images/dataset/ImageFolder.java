package dev.midstream.images.dataset;

import dev.midstream.images.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Images in one directory per class, {@code <split>/<class>/*.jpg|jpeg|png}. Classes are numbered
 * in the order of their names, images are in the order of theirs. All images must have one size.
 */
final class ImageFolder {

    static final String NAME = "image-folder";

    private ImageFolder() {}

    static ImageDataset open(Path data, Split split) throws DatasetException {
        List<String> classes = classes(data, split);
        checkOtherSplit(data, split, classes);
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            Path directory = data.resolve(split.toString()).resolve(classes.get(label));
            for (Path file : sorted(directory, ImageFolder::isImage)) {
                files.add(file);
                labels.add(label);
                ids.add(classes.get(label) + "/" + file.getFileName());
            }
        }
        if (files.isEmpty()) {
            throw new DatasetException(
                    "Cannot open image folder "
                            + data.resolve(split.toString())
                            + ": no class holds a .jpg, .jpeg or .png file.");
        }
        Image first = ImageFile.read(files.get(0));
        return new HeldImages(
                NAME,
                classes,
                first.height(),
                first.width(),
                decode(files, first),
                labels.stream().mapToInt(Integer::intValue).toArray(),
                ids::get);
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
        List<String> classes =
                sorted(directory, ImageFolder::isClass).stream()
                        .map(path -> path.getFileName().toString())
                        .toList();
        if (classes.isEmpty()) {
            throw new DatasetException(
                    "Cannot open image folder " + directory + ": it has no class directories.");
        }
        return classes;
    }

    /** Labels are positions in the list of classes, so both splits must have the same ones. */
    private static void checkOtherSplit(Path data, Split split, List<String> classes)
            throws DatasetException {
        Split other = split == Split.TRAIN ? Split.TEST : Split.TRAIN;
        if (!Files.isDirectory(data.resolve(other.toString()))) {
            return;
        }
        List<String> others = classes(data, other);
        if (!others.equals(classes)) {
            List<String> odd = new ArrayList<>(classes);
            odd.removeAll(others);
            List<String> missing = new ArrayList<>(others);
            missing.removeAll(classes);
            throw new DatasetException(
                    "Cannot open image folder "
                            + data
                            + ": train and test must have the same classes, but "
                            + (odd.isEmpty()
                                    ? split + " lacks " + missing.get(0)
                                    : other + " lacks " + odd.get(0))
                            + ".");
        }
    }

    private static byte[][] decode(List<Path> files, Image first) throws DatasetException {
        byte[][] pixels = new byte[files.size()][];
        pixels[0] = first.pixels();
        // Sorted by position, so that the same file is reported whatever thread comes first.
        ConcurrentSkipListMap<Integer, DatasetException> failures = new ConcurrentSkipListMap<>();
        IntStream.range(1, pixels.length)
                .parallel()
                .forEach(
                        i -> {
                            if (!failures.isEmpty() && failures.firstKey() < i) {
                                return;
                            }
                            try {
                                pixels[i] = sameSize(files.get(i), first);
                            } catch (DatasetException e) {
                                failures.put(i, e);
                            }
                        });
        if (!failures.isEmpty()) {
            throw failures.firstEntry().getValue();
        }
        return pixels;
    }

    private static byte[] sameSize(Path file, Image first) throws DatasetException {
        Image image = ImageFile.read(file);
        if (image.height() != first.height() || image.width() != first.width()) {
            throw new DatasetException(
                    "Cannot read "
                            + file
                            + ": it is "
                            + image.width()
                            + "x"
                            + image.height()
                            + " pixels, the images before it are "
                            + first.width()
                            + "x"
                            + first.height()
                            + ". Resize all images to one size.");
        }
        return image.pixels();
    }

    private static List<Path> sorted(Path directory, Predicate<Path> wanted)
            throws DatasetException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.filter(wanted).sorted((a, b) -> name(a).compareTo(name(b))).toList();
        } catch (IOException e) {
            throw new DatasetException("Cannot list " + directory + ": " + e.getMessage() + ".", e);
        }
    }

    private static boolean isClass(Path path) {
        return Files.isDirectory(path) && !name(path).startsWith(".");
    }

    private static boolean isImage(Path path) {
        String name = name(path).toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && (name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png"))
                && Files.isRegularFile(path);
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
