package dev.midstream.offline.command;

import dev.midstream.cli.dataset.DatasetOptions;
import dev.midstream.cli.dataset.LabelNoiseOptions;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.plan.ConditionOptions;
import dev.midstream.images.plan.ImageOrder;
import dev.midstream.images.plan.NoiseOptions;
import dev.midstream.images.plan.SelectionOptions;
import dev.midstream.images.plan.SplitOptions;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.images.plan.TestSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose test images, labels and conditions; the publisher has the same. */
final class TestPlanOptions {
    @Mixin private DatasetOptions dataset = new DatasetOptions();

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            defaultValue = "test",
            description = "Split of the data set, train or test (default: test).")
    private String split = "test";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Uses the first N images of a seeded permutation (default: all).")
    private @Nullable Integer limit;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the corruptions, the limit and the label noise (default: 0).")
    private long seed;

    @Option(
            names = "--corruptions",
            paramLabel = "NAMES",
            description =
                    "all, standard, extra, none, or names with commas between them (default:"
                            + " all; none for images that are corrupted already: they keep"
                            + " their own).")
    private Optional<String> corruptions = Optional.empty();

    @Option(
            names = "--severities",
            paramLabel = "LIST",
            defaultValue = "1-5",
            description =
                    "Severities of the corruptions from 1 to 5, for instance 1,3,5 or 1-5"
                            + " (default: 1-5).")
    private String severities = "1-5";

    @Option(
            names = "--include-clean",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether clean images are included (default: they are).")
    private boolean includeClean = true;

    @Mixin private LabelNoiseOptions labelNoise = new LabelNoiseOptions();

    @Option(
            names = "--frost-textures",
            paramLabel = "DIR",
            description = "Pictures of frost for the corruption frost (default: procedural frost).")
    private Optional<Path> frostTextures = Optional.empty();

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            defaultValue = "offline",
            description = "Names the run in the figures (default: offline).")
    private String runId = "offline";

    /** The data set of the test images. */
    DatasetOptions dataset() {
        return dataset;
    }

    /** The run's name. */
    String runId() {
        return runId;
    }

    /**
     * Checks the values, which costs nothing, before data are read.
     *
     * @throws IllegalArgumentException if an option's value makes no sense, with a message for the
     *     user
     */
    SelectionOptions check() {
        return options().checked();
    }

    /**
     * Opens the data set and makes the plan.
     *
     * @throws DatasetException if the data set cannot be read
     * @throws IOException if the pictures of frost cannot be read
     */
    TestPlan open() throws DatasetException, IOException {
        TestSelection selection = options().selection();
        ImageDataset images = dataset.open(Split.named(split));
        if (!images.labelled()) {
            throw new DatasetException(
                    "Cannot evaluate %s: its images have no labels to judge answers by. Publish them to the stream, where labels may come later."
                            .formatted(images.name()));
        }
        return selection.of(images);
    }

    private SelectionOptions options() {
        return new SelectionOptions(
                new SplitOptions(dataset.name(), dataset.directory(), split),
                new ConditionOptions(
                        corruptions,
                        severities,
                        includeClean ? CleanImages.INCLUDED : CleanImages.EXCLUDED,
                        frostTextures),
                new NoiseOptions(labelNoise.rate(), labelNoise.kind()),
                limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                ImageOrder.AS_GIVEN,
                seed);
    }
}
