package dev.midstream.images.plan;

import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.corruption.weather.FrostTextures;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.label.LabelNoise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The values of the command line options that choose test images, as they were given. They have the
 * same names and, by this class, the same meaning in every tool.
 *
 * @param dataset {@code --dataset}, one of {@link Datasets#names()}
 * @param data {@code --data}
 * @param split {@code --split}
 * @param corruptions {@code --corruptions}; empty for all, and for none of images that are
 *     corrupted already
 * @param severities {@code --severities}
 * @param clean {@code --include-clean}
 * @param noiseRate {@code --label-noise}; empty or 0 for clean labels
 * @param noiseKind {@code --label-noise-kind}
 * @param limit {@code --limit}
 * @param order {@code --shuffle}
 * @param seed {@code --seed} of corruptions, label noise, choice and order
 * @param frostTextures {@code --frost-textures}
 */
public record SelectionOptions(
        String dataset,
        Path data,
        String split,
        Optional<String> corruptions,
        String severities,
        CleanImages clean,
        OptionalDouble noiseRate,
        String noiseKind,
        OptionalInt limit,
        ImageOrder order,
        long seed,
        Optional<Path> frostTextures) {

    /**
     * These options after a check of their values, which costs nothing, before anything is read.
     *
     * @throws IllegalArgumentException if a value makes no sense, with a message for the user
     */
    public SelectionOptions checked() {
        Objects.requireNonNull(Split.named(split));
        Objects.requireNonNull(selection(Optional.empty()));
        return this;
    }

    /**
     * What the options select.
     *
     * @throws IllegalArgumentException if a value makes no sense, with a message for the user
     * @throws IOException if the pictures of frost cannot be read
     */
    public TestSelection selection() throws IOException {
        return checked()
                .selection(
                        frostTextures.isPresent()
                                ? Optional.of(FrostTextures.open(frostTextures.get()))
                                : Optional.empty());
    }

    /** Opens the split. */
    public ImageDataset open() throws DatasetException {
        return Datasets.open(dataset, data, Split.named(split));
    }

    private TestSelection selection(Optional<FrostTextures> textures) {
        return new TestSelection(conditions(), noise(), limit, order, seed, textures);
    }

    private Optional<LabelNoise> noise() {
        LabelNoise.Kind kind = LabelNoise.Kind.named(noiseKind);
        LabelNoise noise = new LabelNoise(kind, noiseRate.orElse(0), seed);
        return noise.rate() == 0 ? Optional.empty() : Optional.of(noise);
    }

    private ConditionGrid conditions() {
        if (!Datasets.corruptedNames().contains(dataset)) {
            return ConditionGrid.parse(corruptions.orElse("all"), severities, clean);
        }
        if (corruptions.isPresent() && !corruptions.get().equals("none")) {
            throw new IllegalArgumentException(
                    "Cannot corrupt "
                            + dataset
                            + ": its images are corrupted already. Use --corruptions none.");
        }
        return ConditionGrid.parse("none", severities, CleanImages.INCLUDED);
    }
}
