package dev.midstream.trainer.adopt;

import dev.midstream.InputType;
import dev.midstream.engine.batch.NetworkSignature;
import dev.midstream.images.dataset.Resizing;
import dev.midstream.trainer.network.ImageShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Options that describe the images of an adopted model. */
final class ImageOptions {
    private static final String SIZE = "\\d{1,5}x\\d{1,5}x\\d{1,3}";

    @Option(
            names = "--size",
            paramLabel = "HEIGHTxWIDTHxCHANNELS",
            description =
                    "Size of an image in pixels and channels, such as 32x32x3, where the signature"
                            + " leaves it open (default: that of the signature).")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description =
                    "How a float32 input is normalised: imagenet, cifar10, zero-one,"
                            + " minus-one-one, or zero-255; instead of --input-mean and"
                            + " --input-std (default: as these say).")
    private Optional<Preset> preset = Optional.empty();

    @Option(
            names = "--input-mean",
            split = ",",
            paramLabel = "M",
            description =
                    "Mean of a float32 input, which is (pixel / 255 - mean) / std: one number, or"
                            + " one per channel (default: 0).")
    private List<Double> means = new ArrayList<>();

    @Option(
            names = "--input-std",
            split = ",",
            paramLabel = "S",
            description =
                    "Standard deviation of a float32 input, see --input-mean: one number, or one"
                            + " per channel (default: 1).")
    private List<Double> deviations = new ArrayList<>();

    @Option(
            names = "--resize",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Resize the shorter side of images that are larger than the model's to N"
                        + " pixels, as torchvision's Resize does, before they are cropped to its"
                        + " size: recorded in the manifest (default: ${DEFAULT-VALUE}, not).")
    private int resize;

    @Option(
            names = "--crop",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Crop the centre of NxN pixels of larger images, N being the model's side, as"
                            + " torchvision's CenterCrop does: recorded in the manifest (default:"
                            + " ${DEFAULT-VALUE}, the model's side with --resize).")
    private int crop;

    /**
     * How larger images become those of the model: what the shorter side is resized to and the side
     * of the centre that is cropped, 0 for neither.
     *
     * @throws IllegalArgumentException if the options do not fit, with a message for the user
     */
    Transform transform(ImageShape shape) {
        if (resize == 0 && crop == 0) {
            return new Transform(0, 0);
        }
        int side = crop == 0 ? shape.height() : crop;
        if (side != shape.height() || side != shape.width()) {
            throw new IllegalArgumentException(
                    "Invalid --crop: %d. The model takes images of %d x %d: --resize and --crop are for squares of its side."
                            .formatted(side, shape.height(), shape.width()));
        }
        Resizing resizing =
                new Resizing(
                        resize == 0 ? OptionalInt.empty() : OptionalInt.of(resize),
                        OptionalInt.of(side));
        return new Transform(resizing.shorterSide().orElse(0), side);
    }

    /**
     * What is done to larger images.
     *
     * @param resize what the shorter side is resized to; 0 for nothing
     * @param crop side of the centre that is cropped; 0 for all
     */
    record Transform(int resize, int crop) {}

    /**
     * The shape of images.
     *
     * @throws IllegalArgumentException if signature and options leave it open or contradict each
     *     other, or it is not that of images, with a message for the user
     */
    ImageShape shape(NetworkSignature found) {
        int[] sides = {found.height(), found.width(), found.channels()};
        if (size.isPresent()) {
            apply(size.get(), sides);
        }
        if (sides[0] < 1 || sides[1] < 1 || sides[2] < 1) {
            throw new IllegalArgumentException(
                    "The signature leaves the image's size open: give --size, as in 32x32x3.");
        }
        if (sides[2] != 1 && sides[2] != 3) {
            throw new IllegalArgumentException(
                    "The input takes %d x %d pixels of %d channels, read as %s: images have 1 or 3 channels. Give --input-layout if its dimensions have another order."
                            .formatted(
                                    sides[0],
                                    sides[1],
                                    sides[2],
                                    found.layout().toString().toLowerCase(Locale.ROOT)));
        }
        return new ImageShape(sides[0], sides[1], sides[2]);
    }

    private static void apply(String size, int[] sides) {
        if (!size.matches(SIZE)) {
            throw new IllegalArgumentException(
                    "Invalid --size: " + size + ". Give one such as 32x32x3.");
        }
        String signature = "%d x %d x %d".formatted(sides[0], sides[1], sides[2]);
        String[] given = size.split("x", -1);
        for (int i = 0; i < sides.length; i++) {
            int value = Integer.parseInt(given[i]);
            if (value < 1 || (sides[i] >= 0 && sides[i] != value)) {
                throw new IllegalArgumentException(
                        "Invalid --size: %s. The signature says %s.".formatted(size, signature));
            }
            sides[i] = value;
        }
    }

    /**
     * How pixels become the input.
     *
     * @throws IllegalArgumentException if the options do not fit, with a message for the user
     */
    InputStatistics statistics(NetworkSignature found, int channels) {
        boolean given = !(means.isEmpty() && deviations.isEmpty());
        if (found.inputType() == InputType.UINT8 && (given || preset.isPresent())) {
            throw new IllegalArgumentException(
                    "The input is uint8: --preset, --input-mean and --input-std are for float32.");
        }
        if (preset.isPresent()) {
            if (given) {
                throw new IllegalArgumentException(
                        "Give --preset, or --input-mean and --input-std, not both.");
            }
            return preset(preset.get(), channels);
        }
        for (double deviation : deviations) {
            if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "Invalid --input-std: " + deviation + ". Give positive numbers.");
            }
        }
        return new InputStatistics(
                perChannel("--input-mean", means, channels),
                perChannel("--input-std", deviations, channels));
    }

    private static InputStatistics preset(Preset preset, int channels) {
        int own = preset.means().size();
        if (own != 1 && own != channels) {
            throw new IllegalArgumentException(
                    "Invalid --preset: %s is for %d channels, and the model takes %d. Use --input-mean and --input-std."
                            .formatted(preset, own, channels));
        }
        return new InputStatistics(
                perChannel("--preset", preset.means(), channels),
                perChannel("--preset", preset.deviations(), channels));
    }

    /** One number serves all channels. */
    private static List<Double> perChannel(String option, List<Double> given, int channels) {
        if (given.size() == 1) {
            return Collections.nCopies(channels, given.get(0));
        }
        if (!given.isEmpty() && given.size() != channels) {
            throw new IllegalArgumentException(
                    "Invalid %s: %d numbers for %d channels. Give one number, or one per channel."
                            .formatted(option, given.size(), channels));
        }
        return given;
    }
}
