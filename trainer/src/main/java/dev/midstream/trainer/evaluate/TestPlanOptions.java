package dev.midstream.trainer.evaluate;

import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.label.NoisyLabels;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that choose test images, labels and conditions; the publisher has the same. */
final class TestPlanOptions {
    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "NAME",
            description = "fashion-mnist, cifar10 or image-folder.")
    private String dataset = "";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Directory of the data set's files.")
    private Path data = Path.of("");

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
            description = "all, none, or names with commas between them. Default: all.")
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

    @Option(
            names = "--label-noise",
            paramLabel = "RATE",
            defaultValue = "0",
            description = "Share of images whose label is replaced, 0 to 1. Default: 0.")
    private double labelNoise;

    @Option(
            names = "--label-noise-kind",
            paramLabel = "KIND",
            defaultValue = "symmetric",
            description =
                    "symmetric (always a wrong label) or uniform (any label). Default: symmetric.")
    private String labelNoiseKind = "symmetric";

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            defaultValue = "offline",
            description = "Names the run in the figures. Default: offline.")
    private String runId = "offline";

    /**
     * Opens the data set and makes the plan.
     *
     * @throws DatasetException if the data set cannot be read
     * @throws IllegalArgumentException if an option's value makes no sense
     */
    TestPlan open() throws DatasetException {
        LabelNoise noise = new LabelNoise(LabelNoise.Kind.named(labelNoiseKind), labelNoise, seed);
        ConditionGrid grid =
                ConditionGrid.parse(
                        corruptions,
                        severities,
                        includeClean ? CleanImages.INCLUDED : CleanImages.EXCLUDED);
        if (limit < 1) {
            throw new IllegalArgumentException("Invalid limit: " + limit + ". Use 1 or more.");
        }
        ImageDataset images = Datasets.open(dataset, data, Split.named(split));
        Optional<NoisyLabels> labels =
                noise.rate() > 0
                        ? Optional.of(noise.apply(images.labels(), images.classes().size()))
                        : Optional.empty();
        return new TestPlan(runId, Subset.firstOf(images, limit, seed), labels, grid, seed);
    }
}
