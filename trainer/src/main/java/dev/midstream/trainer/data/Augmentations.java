package dev.midstream.trainer.data;

import dev.midstream.trainer.network.ImageShape;

/** Augmentations by name. */
public final class Augmentations {
    /** Lets {@link #named} choose by the size of the images. */
    public static final String AUTOMATIC = "auto";

    private static final int MIN_RESIZED_CROP = 128;

    private Augmentations() {}

    /**
     * The augmentation of that name: {@code crop}, {@code resized-crop}, {@code none}, or {@code
     * auto}, which is {@code resized-crop} for images of 128 pixels and more, {@code crop} below.
     *
     * @throws IllegalArgumentException if there is none, or images of that shape cannot have it,
     *     with a message that says what there is
     */
    public static Augmentation named(String name, ImageShape shape) {
        boolean large = Math.min(shape.height(), shape.width()) >= MIN_RESIZED_CROP;
        return switch (name) {
            case AUTOMATIC -> named(large ? "resized-crop" : "crop", shape);
            case "crop" -> Augmentation.REFERENCE;
            case "resized-crop" -> resizedCrop(shape);
            case "none" -> new Unchanged();
            default ->
                    throw new IllegalArgumentException(
                            "Unknown augmentation: "
                                    + name
                                    + ". Use auto, crop, resized-crop or none.");
        };
    }

    private static Augmentation resizedCrop(ImageShape shape) {
        if (shape.height() != shape.width()) {
            throw new IllegalArgumentException(
                    "Invalid augmentation resized-crop: images of "
                            + shape.width()
                            + "x"
                            + shape.height()
                            + " pixels are not square. Use crop.");
        }
        return new ResizedCrop(shape.height());
    }
}
