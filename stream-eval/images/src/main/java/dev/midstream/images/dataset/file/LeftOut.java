package dev.midstream.images.dataset.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Collects what class directories hold beside images, and the classes that hold none. */
final class LeftOut {

    private static final int MAX_NAMED = 10;

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();
    private final List<String> emptyClasses = new ArrayList<>();
    private final List<String> hiddenExamples = new ArrayList<>();
    private int files;
    private int hidden;

    /** Adds a file, or a directory within a class. */
    void file(String className, String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "without an ending" : name.substring(dot);
        counts.merge(extension, 1, Integer::sum);
        if (examples.size() < MAX_NAMED) {
            examples.add(className + "/" + name);
        }
        files++;
    }

    /** Adds a hidden file that is named like an image. */
    void hidden(String className, String name) {
        if (hidden++ < MAX_NAMED) {
            hiddenExamples.add(className + "/" + name);
        }
    }

    /** Adds a class without images. */
    void emptyClass(String name) {
        emptyClasses.add(name);
    }

    /** A sentence for each kind of what was left out, none if nothing was. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (files > 0) {
            String kinds =
                    counts.entrySet().stream()
                            .map(entry -> entry.getValue() + " " + entry.getKey())
                            .collect(Collectors.joining(", "));
            remarks.add(
                    "Left out because of names that are not those of images: %d in class directories (%s): %s."
                            .formatted(files, kinds, named(examples, files)));
        }
        if (hidden > 0) {
            remarks.add(
                    "Left out as hidden files: %d: %s."
                            .formatted(hidden, named(hiddenExamples, hidden)));
        }
        if (!emptyClasses.isEmpty()) {
            List<String> first = emptyClasses.subList(0, Math.min(MAX_NAMED, emptyClasses.size()));
            remarks.add(
                    "Classes without images: %d: %s."
                            .formatted(emptyClasses.size(), named(first, emptyClasses.size())));
        }
        return remarks;
    }

    private static String named(List<String> first, int all) {
        return String.join(", ", first) + (first.size() < all ? ", …" : "");
    }
}
