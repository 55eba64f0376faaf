package dev.midstream.trainer.evaluate;

import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.corruption.FrostTextures;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.label.NoisyLabels;
import dev.midstream.trainer.cli.DatasetOptions;
import dev.midstream.trainer.cli.LabelNoiseOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose test images, labels and conditions; the publisher has the same. */
final class TestPlanOptions {
    @Mixin private DatasetOptions dataset = new DatasetOptions();

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            defaultValue = "test",
            description = "train or test. Default: test.")
    private String split = "test";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "" + Integer.MAX_VALUE,
            description = "Uses the first N images of a seeded permutation. Default: all.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of the corruptions, the limit and the label noise. Default: 0.")
    private long seed;

    @Option(
            names = "--corruptions",
            paramLabel = "NAMES",
            defaultValue = "all",
            description =
                    "all, standard, extra, none, or names with commas between them. Default: all.")
    private String corruptions = "all";

    @Option(
            names = "--severities",
            paramLabel = "LIST",
            defaultValue = "1-5",
            description = "For instance 1,3,5 or 1-5. Default: 1-5.")
    private String severities = "1-5";

    @Option(
            names = "--include-clean",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether clean images are included. Default: they are.")
    private boolean includeClean = true;

    @Mixin private LabelNoiseOptions labelNoise = new LabelNoiseOptions();

    @Option(
            names = "--frost-textures",
            paramLabel = "DIR",
            description = "Pictures of frost for the corruption frost. Default: procedural frost.")
    private Optional<Path> frostTextures = Optional.empty();

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            defaultValue = "offline",
            description = "Names the run in the figures. Default: offline.")
    private String runId = "offline";

    /**
     * Checks the values, which costs nothing, before data are read.
     *
     * @throws IllegalArgumentException if an option's value makes no sense, with a message for the
     *     user
     */
    ConditionGrid check() {
        Objects.requireNonNull(labelNoise.noise(seed));
        Objects.requireNonNull(Split.named(split));
        if (limit < 1) {
            throw new IllegalArgumentException("Invalid limit: " + limit + ". Use 1 or more.");
        }
        return ConditionGrid.parse(
                corruptions,
                severities,
                includeClean ? CleanImages.INCLUDED : CleanImages.EXCLUDED);
    }

    /**
     * Opens the data set and makes the plan.
     *
     * @throws DatasetException if the data set cannot be read
     * @throws IOException if the pictures of frost cannot be read
     */
    TestPlan open() throws DatasetException, IOException {
        Corruptor corruptor =
                frostTextures.isPresent()
                        ? new Corruptor(seed, FrostTextures.open(frostTextures.get()))
                        : new Corruptor(seed);
        ImageDataset images = dataset.open(Split.named(split));
        if (images instanceof CorruptedDataset || !images.labelled()) {
            throw new DatasetException(
                    "Cannot evaluate %s offline: its images are corrupted already or have no labels. Publish them to the stream instead."
                            .formatted(images.name()));
        }
        LabelNoise noise = labelNoise.noise(seed);
        Optional<NoisyLabels> labels =
                noise.rate() > 0
                        ? Optional.of(noise.apply(images.labels(), images.classes().size()))
                        : Optional.empty();
        return new TestPlan(runId, Subset.firstOf(images, limit, seed), labels, check(), corruptor);
    }
}
