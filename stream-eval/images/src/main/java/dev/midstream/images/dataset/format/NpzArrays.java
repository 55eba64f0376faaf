package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.ArrayNames;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.npy.NpyFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which arrays of a NumPy archive are a split's images and labels.
 *
 * @param images name of the array of images
 * @param labels name of the array of labels; empty if there is none
 * @param others names of the arrays that are not read
 */
record NpzArrays(String images, Optional<String> labels, List<String> others) {

    /** Those of MedMNIST, of Keras, and those of one split. */
    private static final List<String> PATTERNS = List.of("%2$s_%1$s", "%3$s_%2$s", "%1$s");

    /**
     * Chooses arrays.
     *
     * @param present the names of the archive's arrays
     * @param given the names that the user gave
     * @throws NpyFormatException if there are none; the message names those that are there
     */
    static NpzArrays of(List<String> present, ArrayNames given, Split split)
            throws NpyFormatException {
        String images = given.images().orElse("");
        if (images.isEmpty()) {
            images =
                    known("images", "x", split).stream()
                            .filter(present::contains)
                            .findFirst()
                            .orElseThrow(() -> unknown(present, split));
        }
        Optional<String> labels = given.labels();
        if (labels.isEmpty()) {
            labels = labelsOf(images, split).stream().filter(present::contains).findFirst();
        }
        requirePresent(present, images, "--images-array");
        if (labels.isPresent()) {
            requirePresent(present, labels.get(), "--labels-array");
        }
        List<String> others = new ArrayList<>(present);
        others.remove(images);
        labels.ifPresent(others::remove);
        return new NpzArrays(images, labels, others);
    }

    /** Says what is not read where labels may be missed. */
    List<String> remarks() {
        return labels.isPresent() || others.isEmpty()
                ? List.of()
                : List.of(
                        "The images of array %s have no labels; the file also has %s. Name labels with --labels-array."
                                .formatted(images, String.join(", ", others)));
    }

    /** The labels that go with an array of images: of the same pattern, if it has one. */
    private static List<String> labelsOf(String images, Split split) {
        int pattern = known("images", "x", split).indexOf(images);
        List<String> labels = known("labels", "y", split);
        return pattern < 0 ? labels : List.of(labels.get(pattern));
    }

    private static List<String> known(String word, String letter, Split split) {
        return PATTERNS.stream().map(pattern -> pattern.formatted(word, split, letter)).toList();
    }

    private static NpyFormatException unknown(List<String> present, Split split) {
        return new NpyFormatException(
                "it has no array named %s, but %s. Name the images with --images-array"
                        .formatted(
                                String.join(", ", known("images", "x", split)), listed(present)));
    }

    private static void requirePresent(List<String> present, String array, String option)
            throws NpyFormatException {
        if (!present.contains(array)) {
            throw new NpyFormatException(
                    "it has no array named %s (%s), but %s"
                            .formatted(array, option, listed(present)));
        }
    }

    private static String listed(List<String> present) {
        return present.isEmpty() ? "no array at all" : String.join(", ", present);
    }
}
