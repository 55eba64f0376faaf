package dev.midstream.job.intake;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decoders of compressed images, which read the header before they allocate pixels. */
enum CompressedImage {
    PNG("png"),
    JPEG("jpeg");

    private final String format;

    CompressedImage(String format) {
        this.format = format;
    }

    /**
     * Lets the JDK set up its image decoders on a thread that does not carry this job's class
     * loader: they keep the loader of their first caller for the life of the process.
     */
    static void prepare() {
        CompletableFuture.runAsync(
                        () -> {
                            for (CompressedImage kind : values()) {
                                kind.reader().dispose();
                            }
                        },
                        ForkJoinPool.commonPool())
                .join();
    }

    /**
     * Decodes an image of the model's dimensions.
     *
     * @return {@code [height, width, channel]}
     */
    byte[] decode(byte[] bytes, ModelInput model) throws RejectedRecordException {
        ImageReader reader = reader();
        try (MemoryCacheImageInputStream input =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input, true, true);
            // From the header: a small file may claim to be a huge image.
            int height = reader.getHeight(0);
            int width = reader.getWidth(0);
            if (height != model.height() || width != model.width()) {
                throw new RejectedRecordException(
                        Fault.WRONG_SHAPE,
                        "The %s is %d x %d where the model takes %d x %d."
                                .formatted(name(), height, width, model.height(), model.width()));
            }
            // Cut-off images are only warned of, and their missing part would be scored as grey.
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            BufferedImage image = reader.read(0, new ImageReadParam());
            if (!warnings.isEmpty()) {
                throw unreadable(warnings.get(0));
            }
            return pixels(image, model);
        } catch (IOException | RuntimeException e) {
            // The decoders throw whatever they stumble over, IndexOutOfBounds included.
            throw unreadable(String.valueOf(e.getMessage()));
        } finally {
            reader.dispose();
        }
    }

    private RejectedRecordException unreadable(String cause) {
        return new RejectedRecordException(
                Fault.UNREADABLE_IMAGE,
                "The %s cannot be decoded: %s."
                        .formatted(name(), cause.lines().findFirst().orElse("")));
    }

    private byte[] pixels(BufferedImage image, ModelInput model) throws RejectedRecordException {
        byte[] pixels = new byte[model.imageBytes()];
        int next = 0;
        if (model.channels() == 3) {
            for (int y = 0; y < model.height(); y++) {
                for (int x = 0; x < model.width(); x++) {
                    int rgb = image.getRGB(x, y);
                    pixels[next++] = (byte) (rgb >> 16);
                    pixels[next++] = (byte) (rgb >> 8);
                    pixels[next++] = (byte) rgb;
                }
            }
        } else if (model.channels() == 1 && image.getRaster().getNumBands() == 1) {
            for (int y = 0; y < model.height(); y++) {
                for (int x = 0; x < model.width(); x++) {
                    // Not getRGB, which would apply a gamma to grey.
                    pixels[next++] = (byte) image.getRaster().getSample(x, y, 0);
                }
            }
        } else {
            throw new RejectedRecordException(
                    Fault.WRONG_SHAPE,
                    "The %s has %d channels where the model takes %d."
                            .formatted(name(), image.getRaster().getNumBands(), model.channels()));
        }
        return pixels;
    }

    private ImageReader reader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new IllegalStateException(
                    "Cannot decode " + name() + " images: this Java runtime has no decoder.");
        }
        return readers.next();
    }
}
