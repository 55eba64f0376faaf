package dev.midstream.trainer.train;

import dev.midstream.cli.dataset.LabelNoiseOptions;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.offline.model.TrainingImages;
import dev.midstream.trainer.data.LabelledImages;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that choose the images of the training split to learn from, and their labels. */
final class ImageChoiceOptions {
    private static final String NOISE_SEED = "label-noise-seed";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Learn from the first N images of a seeded permutation (default: all).")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--image-seed",
            paramLabel = "N",
            description =
                    "Seed of the permutation whose first images --limit and --holdout take, so that"
                            + " runs of several seeds may share them (default: that of --seed).")
    private Optional<Long> imageSeed = Optional.empty();

    @Mixin private LabelNoiseOptions labelNoise = new LabelNoiseOptions();

    @Option(
            names = "--label-noise-seed",
            paramLabel = "N",
            description =
                    "Seed of the label noise, so that runs of several seeds may share it (default:"
                            + " that of --seed).")
    private Optional<Long> noiseSeed = Optional.empty();

    /**
     * The noise of the labels.
     *
     * @param seed of the run
     * @throws IllegalArgumentException if an option is invalid, with a message that says how
     */
    LabelNoise noise(long seed) {
        if (limit.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "Invalid --limit: " + limit.get() + ". Use a number from 1.");
        }
        return labelNoise.noise(noiseSeed.orElse(seed));
    }

    /** The images of a split. */
    LabelledImages of(ImageDataset split, LabelNoise noise, long seed) {
        return LabelledImages.of(split, noise, limit.orElse(split.size()), imageSeed.orElse(seed));
    }

    /** Notes the options by name; seeds where they are not that of the run. */
    void addTo(Map<String, String> options) {
        labelNoise.addTo(options);
        imageSeed.ifPresent(seed -> options.put(TrainingImages.SEED, seed.toString()));
        noiseSeed.ifPresent(seed -> options.put(NOISE_SEED, seed.toString()));
    }
}
