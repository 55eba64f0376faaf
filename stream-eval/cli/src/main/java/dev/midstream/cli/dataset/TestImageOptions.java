package dev.midstream.cli.dataset;

import dev.midstream.cli.SeedOption;
import dev.midstream.images.corruption.ConditionFilter;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.CleanSet;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.LargerImages;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.plan.ConditionOptions;
import dev.midstream.images.plan.Design;
import dev.midstream.images.plan.ImageOrder;
import dev.midstream.images.plan.NoiseOptions;
import dev.midstream.images.plan.SelectionOptions;
import dev.midstream.images.plan.SplitOptions;
import dev.midstream.images.plan.TestSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that choose test images and the conditions under which they are shown. */
public final class TestImageOptions {
    @Mixin private DatasetOptions dataset = new DatasetOptions();

    @Option(
            names = "--split",
            paramLabel = "NAME",
            defaultValue = "test",
            description = "Split of the data set: train or test (default: ${DEFAULT-VALUE}).")
    private String split = "test";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Use the first N images of a seeded permutation (default: all).")
    private @Nullable Integer limit;

    @Mixin private SeedOption seed = new SeedOption();

    @Option(
            names = "--corruptions",
            paramLabel = "NAMES",
            description =
                    "all, standard (15), extra (4), none, or names such as snow,contrast; of a data"
                            + " set whose images are corrupted already, those that are used"
                            + " (default: all).")
    private Optional<String> corruptions = Optional.empty();

    @Option(
            names = "--severities",
            paramLabel = "LIST",
            defaultValue = "1-5",
            description =
                    "Severities of the corruptions, such as 1-5 or 1,3,5 (default:"
                            + " ${DEFAULT-VALUE}).")
    private String severities = "1-5";

    @Option(
            names = "--frost-textures",
            paramLabel = "DIR",
            description =
                    "Pictures of frost as published with the corruptions (default: procedural"
                            + " frost of similar brightness and contrast, which gives close but not"
                            + " equal figures).")
    private Optional<Path> frostTextures = Optional.empty();

    /** The data set. */
    public DatasetOptions dataset() {
        return dataset;
    }

    /** The seed of every random choice. */
    public long seed() {
        return seed.seed();
    }

    /**
     * The split of the data set.
     *
     * @throws IllegalArgumentException if there is none of that name, with a message for the user
     */
    public Split split() {
        return Split.named(split);
    }

    /** Names the pictures of frost in results. */
    public String frostTitle() {
        return frostTextures.isPresent() ? "pictures" : "procedural";
    }

    /** Whether the images of the data set are corrupted already. */
    public boolean areCorrupted() {
        return Datasets.corruptedNames().contains(dataset.name());
    }

    /**
     * Opens the split without clean images beside corrupted ones.
     *
     * @throws DatasetException if it cannot be read or downloaded
     */
    public ImageDataset open() throws DatasetException {
        return open(Optional.empty(), Optional.empty());
    }

    /**
     * Opens the split; of images that are corrupted already, the chosen conditions.
     *
     * @param clean the clean images beside corrupted ones; empty for none
     * @param larger what is done to larger images where no option says how images are resized
     * @throws DatasetException if it cannot be read or downloaded
     * @throws IllegalArgumentException if a value is invalid, with a message for the user
     */
    ImageDataset open(Optional<CleanSet> clean, Optional<LargerImages> larger)
            throws DatasetException {
        return dataset.open(
                split(),
                ConditionFilter.parse(corruptions.orElse("all"), severities),
                clean,
                larger);
    }

    /**
     * The choice of images, each under every condition without clean ones, with clean labels, in
     * the order of the data set.
     *
     * @throws IllegalArgumentException if a value is invalid, with a message for the user
     * @throws IOException if the pictures of frost cannot be read
     */
    public TestSelection corruptedOnly() throws IOException {
        return options(
                        CleanImages.EXCLUDED,
                        NoiseOptions.NONE,
                        ImageOrder.LISTED,
                        Design.EVERY_CONDITION)
                .selection();
    }

    /** All options that choose images. */
    SelectionOptions options(
            CleanImages clean, NoiseOptions noise, ImageOrder order, Design design) {
        return new SelectionOptions(
                new SplitOptions(dataset.name(), split),
                new ConditionOptions(corruptions, severities, clean, frostTextures),
                noise,
                limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                order,
                design,
                seed.seed());
    }
}
