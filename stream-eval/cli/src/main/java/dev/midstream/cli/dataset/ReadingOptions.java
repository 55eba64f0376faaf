package dev.midstream.cli.dataset;

import dev.midstream.images.dataset.ArrayNames;
import dev.midstream.images.dataset.DatasetReading;
import dev.midstream.images.dataset.Resizing;
import dev.midstream.images.dataset.UnreadableImages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how the files of a data set are read. */
final class ReadingOptions {

    @Option(
            names = "--resize",
            paramLabel = "N",
            description =
                    "Resize the shorter side of every image to N pixels, as torchvision's Resize"
                            + " does on Pillow images (default: as the data set's format does; no"
                            + " resizing with --crop).")
    private @Nullable Integer resize;

    @Option(
            names = "--crop",
            paramLabel = "N",
            description =
                    "Crop the centre of NxN pixels, after --resize, as torchvision's CenterCrop"
                            + " does (default: as the data set's format does; no crop with"
                            + " --resize).")
    private @Nullable Integer crop;

    @Option(
            names = "--images-array",
            paramLabel = "NAME",
            description =
                    "Array of an npz file that holds the images (default: images, or of the split:"
                            + " test_images, x_test).")
    private Optional<String> images = Optional.empty();

    @Option(
            names = "--labels-array",
            paramLabel = "NAME",
            description =
                    "Array of an npz file that holds the labels (default: labels, or of the split:"
                            + " test_labels, y_test).")
    private Optional<String> labels = Optional.empty();

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description =
                    "File with the classes' names by index, one per line, for a data set that only"
                            + " numbers them (default: their numbers).")
    private Optional<Path> classes = Optional.empty();

    @Option(
            names = "--skip-unreadable",
            description =
                    "Decode all images that are in files of their own at the start, and leave out"
                            + " those that cannot be read; they are counted and named (default:"
                            + " the first of them is an error).")
    private boolean skipUnreadable;

    /**
     * How the data set is read.
     *
     * @throws IllegalArgumentException if a value is invalid, with a message for the user
     */
    DatasetReading reading() {
        return DatasetReading.DEFAULT
                .named(
                        new ArrayNames(images, labels),
                        classes.map(ClassFiles::names).orElse(List.of()))
                .resized(
                        resize == null && crop == null
                                ? Optional.empty()
                                : Optional.of(new Resizing(optional(resize), optional(crop))))
                .treating(skipUnreadable ? UnreadableImages.LEFT_OUT : UnreadableImages.REFUSED);
    }

    /** Notes by name what is done to images, if anything is. */
    void addTo(Map<String, String> options) {
        if (resize != null) {
            options.put("resize", resize.toString());
        }
        if (crop != null) {
            options.put("crop", crop.toString());
        }
        if (skipUnreadable) {
            options.put("skip-unreadable", "true");
        }
    }

    /** The options that {@link #addTo} has noted, as they are given; empty for none. */
    static String noted(Map<String, String> options) {
        List<String> noted = new ArrayList<>();
        for (String option : List.of("resize", "crop", "skip-unreadable")) {
            String value = options.get(option);
            if (value != null) {
                noted.add("--" + option + (value.equals("true") ? "" : " " + value));
            }
        }
        return String.join(" ", noted);
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
