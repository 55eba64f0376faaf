package dev.midstream.publisher.corrupt;

import dev.midstream.images.dataset.ImageDataset;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files that images are written to, {@code <class>/<name>}: an image's own name with another
 * ending. Images whose names differ by their ending alone keep it before the new one, so that no
 * two share a file.
 */
final class PictureNames {

    private final String[] files;

    private PictureNames(String[] files) {
        this.files = files;
    }

    /**
     * Names the files of all images.
     *
     * @param suffix ends every name, with its dot
     * @throws IOException if two classes or two images would share a name
     */
    static PictureNames of(ImageDataset images, String suffix) throws IOException {
        checkDirectories(images.classes());
        String[] names = new String[images.size()];
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            names[i] = base(images, i);
            counts.merge(names[i], 1, Integer::sum);
        }
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < names.length; i++) {
            boolean unique = counts.getOrDefault(names[i], 0) == 1;
            names[i] = (unique ? names[i] : whole(images, i)) + suffix;
            if (!taken.add(names[i])) {
                throw new IOException(
                        "Cannot write images: two would be named %s. Rename one of them."
                                .formatted(names[i]));
            }
        }
        return new PictureNames(names);
    }

    /** The file of an image. */
    String file(int image) {
        return files[image];
    }

    /** The directory of a class. Class names may have a slash; directories cannot. */
    static String directory(String className) {
        return className.replace('/', '_');
    }

    private static void checkDirectories(List<String> classes) throws IOException {
        Set<String> taken = new HashSet<>();
        for (String name : classes) {
            if (!taken.add(directory(name))) {
                throw new IOException(
                        "Cannot write images: two classes would have the directory "
                                + directory(name)
                                + ". Rename one of them.");
            }
        }
    }

    private static String base(ImageDataset images, int image) {
        String name = whole(images, image);
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
    }

    private static String whole(ImageDataset images, int image) {
        String id = images.imageId(image);
        return directory(images.classes().get(images.label(image)))
                + "/"
                + id.substring(id.lastIndexOf('/') + 1);
    }
}
