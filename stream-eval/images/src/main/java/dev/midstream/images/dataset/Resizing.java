package dev.midstream.images.dataset;

import dev.midstream.images.Image;
import dev.midstream.images.imaging.AntialiasedResize;
import dev.midstream.images.imaging.Pixels;
import dev.midstream.images.imaging.ResizeAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The usual evaluation transform: the shorter side is resized and a square is cropped from the
 * centre.
 *
 * <p>It computes what torchvision's {@code Resize} and {@code CenterCrop} compute on a Pillow
 * image, to the byte; see {@link AntialiasedResize}. A crop that is larger than the image has a
 * black border, as there. Only the cropped part is computed.
 *
 * @param shorterSide what the shorter side is resized to, in pixels; empty to keep the size
 * @param crop side of the cropped square, in pixels; empty to crop nothing
 */
public record Resizing(OptionalInt shorterSide, OptionalInt crop) {

    private static final int MAX_SIDE = 8192;

    public Resizing {
        check("--resize", shorterSide);
        check("--crop", crop);
    }

    /** Resizes the shorter side and crops a square. */
    public static Resizing of(int shorterSide, int crop) {
        return new Resizing(OptionalInt.of(shorterSide), OptionalInt.of(crop));
    }

    private static void check(String option, OptionalInt side) {
        if (side.isPresent() && (side.getAsInt() < 1 || side.getAsInt() > MAX_SIDE)) {
            throw new IllegalArgumentException(
                    "Invalid %s: %d. Use 1 to %d pixels."
                            .formatted(option, side.getAsInt(), MAX_SIDE));
        }
    }

    /** The options that give it, such as {@code --resize 256 --crop 224}. */
    @Override
    public String toString() {
        List<String> options = new ArrayList<>();
        shorterSide.ifPresent(side -> options.add("--resize " + side));
        crop.ifPresent(side -> options.add("--crop " + side));
        return String.join(" ", options);
    }

    /**
     * The images of a data set, resized whenever they are requested; a {@link CorruptedDataset} of
     * one.
     *
     * @throws DatasetException if the first image is damaged
     */
    public ImageDataset applyTo(ImageDataset images) throws DatasetException {
        try {
            return ResizedImages.of(images, this);
        } catch (UnreadableImageException e) {
            throw new DatasetException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the image of the size that this resizing gives. */
    public Image apply(Image image) {
        Axis rows = axis(image.height(), image);
        Axis columns = axis(image.width(), image);
        Image part = AntialiasedResize.of(image, rows.source(), columns.source());
        return part.height() == rows.length() && part.width() == columns.length()
                ? part
                : padded(part, rows, columns);
    }

    /** One sentence that says what is done. */
    String remark() {
        String resized =
                shorterSide.isPresent()
                        ? "their shorter side is resized to %d pixels, bilinear and antialiased"
                                .formatted(shorterSide.getAsInt())
                        : "they are not resized";
        String cropped =
                crop.isPresent()
                        ? "the centre of %1$dx%1$d pixels is cropped".formatted(crop.getAsInt())
                        : "nothing is cropped";
        return "Images are transformed: %s; %s (as torchvision does on Pillow images)."
                .formatted(resized, cropped);
    }

    /**
     * One side of the result.
     *
     * @param source the pixels that are computed
     * @param before black pixels before them
     * @param length of the side, in pixels
     */
    private record Axis(ResizeAxis source, int before, int length) {}

    private Axis axis(int length, Image image) {
        int resized = resized(length, Math.min(image.height(), image.width()));
        int kept = crop.orElse(resized);
        if (kept > resized) {
            int before = (kept - resized) / 2;
            return new Axis(ResizeAxis.of(0, length, resized), before, kept);
        }
        // Half a pixel rounds to the even neighbour, as in Python.
        int start = (int) Math.rint((resized - kept) / 2.0);
        return new Axis(ResizeAxis.part(0, length, resized, start, kept), 0, kept);
    }

    private int resized(int length, int shorter) {
        if (shorterSide.isEmpty()) {
            return length;
        }
        int target = shorterSide.getAsInt();
        return length == shorter ? target : (int) ((long) target * length / shorter);
    }

    private static Image padded(Image part, Axis rows, Axis columns) {
        byte[] pixels = new byte[rows.length() * columns.length() * Pixels.CHANNELS];
        int row = part.width() * Pixels.CHANNELS;
        for (int y = 0; y < part.height(); y++) {
            int target = (rows.before() + y) * columns.length() + columns.before();
            System.arraycopy(part.pixels(), y * row, pixels, target * Pixels.CHANNELS, row);
        }
        return new Image(rows.length(), columns.length(), Pixels.CHANNELS, pixels);
    }
}
