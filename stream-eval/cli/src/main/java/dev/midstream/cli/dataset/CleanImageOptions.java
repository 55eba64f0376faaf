package dev.midstream.cli.dataset;

import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.CleanSet;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say whether clean images are shown, and where they are. */
final class CleanImageOptions {

    private static final Map<String, String> CLEAN_NAMES =
            Map.of(
                    "tiny-imagenet-c",
                    "tiny-imagenet",
                    "imagenet-c",
                    "imagenet",
                    "corrupted-folder",
                    "image-folder");

    @Option(
            names = "--include-clean",
            arity = "0..1",
            paramLabel = "DIR",
            fallbackValue = "",
            description =
                    "Include clean images; beside a data set whose images are corrupted already,"
                            + " those of the data set in DIR (default: clean images are included;"
                            + " none beside images that are corrupted already).")
    private Optional<Path> directory = Optional.empty();

    @Option(
            names = "--no-include-clean",
            description = "Include no clean images (default: they are included).")
    private boolean excluded;

    @Option(
            names = "--clean-dataset",
            paramLabel = "NAME",
            description =
                    "Data set in the DIR of --include-clean (default: tiny-imagenet for"
                            + " tiny-imagenet-c, imagenet for imagenet-c, image-folder for"
                            + " corrupted-folder).")
    private Optional<String> dataset = Optional.empty();

    /** Whether clean images of the data set itself are shown. */
    CleanImages own() {
        return excluded ? CleanImages.EXCLUDED : CleanImages.INCLUDED;
    }

    /**
     * The data set of clean images that is shown beside another; empty for none.
     *
     * @param shown the data set whose images are shown
     * @throws IllegalArgumentException if the options do not fit it, with a message for the user
     */
    Optional<CleanSet> beside(TestImageOptions shown) {
        boolean given = directory.isPresent() && !directory.get().toString().isEmpty();
        if (excluded && directory.isPresent()) {
            throw new IllegalArgumentException(
                    "Cannot use --include-clean and --no-include-clean together. Give one.");
        }
        if (directory.isPresent() && !given && shown.areCorrupted()) {
            throw new IllegalArgumentException(
                    "Invalid --include-clean: the images of %s are corrupted. Give the directory of its clean ones."
                            .formatted(shown.dataset().name()));
        }
        if (given && !shown.areCorrupted()) {
            throw new IllegalArgumentException(
                    "Invalid --include-clean: %s has clean images of its own. Give no directory."
                            .formatted(shown.dataset().name()));
        }
        if (!given) {
            if (dataset.isPresent()) {
                throw new IllegalArgumentException(
                        "Invalid --clean-dataset: it names what is in the directory of"
                                + " --include-clean, and none is given.");
            }
            return Optional.empty();
        }
        return Optional.of(new CleanSet(name(shown), directory.get()));
    }

    private String name(TestImageOptions shown) {
        String name = dataset.orElse(CLEAN_NAMES.getOrDefault(shown.dataset().name(), ""));
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot tell what the clean images of %s are. Name their data set with --clean-dataset, for instance cifar10."
                            .formatted(shown.dataset().name()));
        }
        return name;
    }
}
