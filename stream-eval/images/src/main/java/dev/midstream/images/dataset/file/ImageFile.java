package dev.midstream.images.dataset.file;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.imaging.Pixels;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * JPEG and PNG files as RGB images: grey is copied to three channels, CMYK is converted,
 * transparency is dropped.
 */
public final class ImageFile {

    /**
     * The most pixels of an image; more are refused before decoding, because a small file could
     * fill memory.
     */
    static final long MAX_PIXELS = 4096L * 4096;

    private static final long MAX_BYTES = 1L << 28;
    private static final Set<String> FORMATS = Set.of("jpeg", "png");

    private ImageFile() {}

    public static Image read(Path file) throws DatasetException {
        try {
            long bytes = Files.size(file);
            if (bytes > MAX_BYTES) {
                throw new IOException("its " + bytes + " bytes are too many for an image");
            }
            return decode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw DatasetException.unreadable(file, e);
        }
    }

    /**
     * Decodes a JPEG or PNG.
     *
     * @throws IOException if the bytes have another format or are damaged or truncated, or the
     *     image has more than {@link #MAX_PIXELS}
     */
    public static Image decode(byte[] content) throws IOException {
        // Not ImageIO.read(InputStream), which copies every image to a temporary file first.
        try (ImageInputStream input =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            ImageReader reader = reader(input);
            try {
                reader.setInput(input, true, true);
                return decode(reader, content);
            } catch (IOException | RuntimeException e) {
                // The JDK's decoders throw a variety of unchecked exceptions on damaged files.
                String reason = e.getMessage() == null ? e.toString() : e.getMessage();
                throw new IOException(
                        reason.lines().findFirst().orElse("it cannot be decoded")
                                + " (at or before offset "
                                + input.getStreamPosition()
                                + ")",
                        e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static ImageReader reader(ImageInputStream input) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
        }
        throw new IOException("it is neither a JPEG nor a PNG image (offset 0)");
    }

    private static Image decode(ImageReader reader, byte[] content) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MAX_PIXELS) {
            throw new IOException(
                    "its header declares "
                            + reader.getWidth(0)
                            + "x"
                            + reader.getHeight(0)
                            + " pixels, more than "
                            + MAX_PIXELS);
        }
        Truncation truncation = new Truncation();
        reader.addIIOReadWarningListener(truncation);
        Image image =
                CmykJpeg.isCmyk(content)
                        ? CmykJpeg.rgb(reader.readRaster(0, null), content)
                        : rgb(reader.read(0));
        if (truncation.found) {
            throw new IOException("it is truncated");
        }
        return image;
    }

    private static Image rgb(BufferedImage image) {
        int height = image.getHeight();
        int width = image.getWidth();
        byte[] pixels = new byte[height * width * Pixels.CHANNELS];
        if (isGrey(image)) {
            copyGrey(image.getRaster(), pixels);
        } else if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
                && image.getRaster().getDataBuffer() instanceof DataBufferByte buffer
                && buffer.getData().length == pixels.length) {
            copyBgr(buffer.getData(), pixels);
        } else {
            copyRgb(image, pixels);
        }
        return new Image(height, width, Pixels.CHANNELS, pixels);
    }

    private static boolean isGrey(BufferedImage image) {
        return image.getColorModel().getNumColorComponents() == 1;
    }

    /**
     * Copies grey samples; BufferedImage.getRGB would treat them as linear light and brighten them.
     */
    private static void copyGrey(Raster raster, byte[] pixels) {
        int shift = raster.getSampleModel().getSampleSize(0) - 8;
        int[] row = new int[raster.getWidth()];
        int target = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, row.length, 1, 0, row);
            for (int value : row) {
                byte grey = (byte) (value >> shift);
                pixels[target++] = grey;
                pixels[target++] = grey;
                pixels[target++] = grey;
            }
        }
    }

    /** Copies the layout that JPEG decodes to, much faster than reading pixel by pixel. */
    private static void copyBgr(byte[] bgr, byte[] pixels) {
        for (int i = 0; i < pixels.length; i += Pixels.CHANNELS) {
            pixels[i] = bgr[i + 2];
            pixels[i + 1] = bgr[i + 1];
            pixels[i + 2] = bgr[i];
        }
    }

    private static void copyRgb(BufferedImage image, byte[] pixels) {
        int[] row = new int[image.getWidth()];
        int target = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int colour : row) {
                pixels[target++] = (byte) (colour >> 16);
                pixels[target++] = (byte) (colour >> 8);
                pixels[target++] = (byte) colour;
            }
        }
    }

    /** Records that the JPEG decoder ran out of data, which it only warns about. */
    private static final class Truncation implements IIOReadWarningListener {

        private boolean found;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            found |= warning.toLowerCase(Locale.ROOT).contains("premature end");
        }
    }
}
