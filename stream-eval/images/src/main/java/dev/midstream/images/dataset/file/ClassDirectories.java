package dev.midstream.images.dataset.file;

import dev.midstream.images.FileFailures;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.decode.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Directories with one directory of images per class, listed in the order of names. */
public final class ClassDirectories {

    /** Stands for bytes of a name that are no character in the locale's character set. */
    private static final char UNDECODABLE = '\ufffd';

    private ClassDirectories() {}

    /** The names of the directories in a directory, except hidden ones. */
    public static List<String> classes(Path directory) throws DatasetException {
        return sorted(directory, ClassDirectories::isClass);
    }

    /** The names of the image files in a directory, except hidden ones. */
    public static List<String> images(Path directory) throws DatasetException {
        return sorted(directory, ClassDirectories::isImage);
    }

    /**
     * The names of hidden files that are named like images. Other hidden files, such as {@code
     * .DS_Store}, are notes of file managers that nobody takes for data.
     */
    static List<String> hiddenImages(Path directory) throws DatasetException {
        return sorted(directory, path -> isHidden(path) && ImageFormat.isImageName(name(path)));
    }

    /** Names of what else is in a directory, but for hidden files. */
    static List<String> others(Path directory) throws DatasetException {
        return sorted(directory, path -> !isHidden(path) && !isImage(path));
    }

    /**
     * Checks that two splits have the same classes, because labels are positions in their list.
     *
     * @param what the beginning of the message, for example {@code Cannot open image folder /data}
     */
    public static void checkSame(
            String what, String name, List<String> classes, String otherName, List<String> others)
            throws DatasetException {
        if (others.equals(classes)) {
            return;
        }
        List<String> odd = new ArrayList<>(classes);
        odd.removeAll(others);
        List<String> missing = new ArrayList<>(others);
        missing.removeAll(classes);
        throw new DatasetException(
                what
                        + ": train and "
                        + (name.equals("train") ? otherName : name)
                        + " must have the same classes, but "
                        + (odd.isEmpty()
                                ? name + " lacks " + missing.get(0)
                                : otherName + " lacks " + odd.get(0))
                        + ".");
    }

    private static List<String> sorted(Path directory, Predicate<Path> wanted)
            throws DatasetException {
        try (Stream<Path> paths = Files.list(directory)) {
            List<String> names =
                    paths.filter(wanted)
                            .map(ClassDirectories::name)
                            .sorted(CodePointOrder.BY_CODE_POINT)
                            .toList();
            for (String name : names) {
                if (name.indexOf(UNDECODABLE) >= 0) {
                    throw new DatasetException(
                            "Cannot list "
                                    + directory
                                    + ": "
                                    + FileFailures.unknownCharacters(name));
                }
            }
            return names;
        } catch (IOException e) {
            throw DatasetException.unlistable(directory, e);
        }
    }

    private static boolean isClass(Path path) {
        return !isHidden(path) && Files.isDirectory(path);
    }

    private static boolean isHidden(Path path) {
        return name(path).startsWith(".");
    }

    /** By name only: a directory with such a name is refused when it is read. */
    private static boolean isImage(Path path) {
        return !isHidden(path) && ImageFormat.isImageName(name(path));
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
