package dev.midstream.images.dataset.file;

import dev.midstream.images.dataset.DatasetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of image files with their labels, in one directory per class or all in one. Only the names
 * are in memory, since data sets have millions of files.
 */
public final class ImageFiles {

    private final List<String> classes;
    private final List<Path> directories;
    private final String[] names;
    private final int[] labels;
    private final List<String> remarks;

    /**
     * Makes a list of files.
     *
     * @param directories the directory of each class
     */
    public ImageFiles(List<String> classes, List<Path> directories, String[] names, int[] labels) {
        this(classes, directories, names, labels, List.of());
    }

    private ImageFiles(
            List<String> classes,
            List<Path> directories,
            String[] names,
            int[] labels,
            List<String> remarks) {
        this.classes = List.copyOf(classes);
        this.directories = List.copyOf(directories);
        this.names = names;
        this.labels = labels;
        this.remarks = List.copyOf(remarks);
    }

    /** Lists one directory per class; a class without a directory has no images. */
    public static ImageFiles list(List<String> classes, List<Path> directories)
            throws DatasetException {
        List<String> names = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        LeftOut leftOut = new LeftOut();
        for (int label = 0; label < directories.size(); label++) {
            Path directory = directories.get(label);
            String className = classes.get(label);
            if (!Files.exists(directory)) {
                counts.add(0);
                leftOut.emptyClass(className);
                continue;
            }
            List<String> images = ClassDirectories.images(directory);
            names.addAll(images);
            counts.add(images.size());
            ClassDirectories.others(directory).forEach(name -> leftOut.file(className, name));
            ClassDirectories.hiddenImages(directory)
                    .forEach(name -> leftOut.hidden(className, name));
            if (images.isEmpty()) {
                leftOut.emptyClass(className);
            }
        }
        int[] labels = new int[names.size()];
        int next = 0;
        for (int label = 0; label < counts.size(); label++) {
            for (int i = 0; i < counts.get(label); i++) {
                labels[next++] = label;
            }
        }
        return new ImageFiles(
                classes, directories, names.toArray(new String[0]), labels, leftOut.remarks());
    }

    /** Returns another list of files with the same names, which shares them with this one. */
    public ImageFiles sharing(ImageFiles same) {
        return new ImageFiles(classes, same.directories, names, labels, same.remarks);
    }

    /** What was left out of the list, a sentence each. */
    List<String> remarks() {
        return remarks;
    }

    public List<String> classes() {
        return classes;
    }

    public int size() {
        return names.length;
    }

    public int label(int index) {
        return labels[index];
    }

    public int[] labels() {
        return labels.clone();
    }

    public String name(int index) {
        return names[index];
    }

    public Path file(int index) {
        return directories.get(labels[index]).resolve(names[index]);
    }

    /** The class and file name of an image, which its corrupted versions share. */
    public String id(int index) {
        return classes.get(labels[index]) + "/" + names[index];
    }
}
