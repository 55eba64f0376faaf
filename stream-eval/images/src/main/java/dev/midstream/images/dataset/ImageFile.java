package dev.midstream.images.dataset;

import dev.midstream.images.Image;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** JPEG and PNG files as RGB images: grey is copied to three channels, transparency is dropped. */
final class ImageFile {

    private ImageFile() {}

    static Image read(Path file) throws DatasetException {
        try {
            return decode(Files.readAllBytes(file));
        } catch (IOException | RuntimeException e) {
            // The JDK's decoders throw a variety of unchecked exceptions on damaged files.
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new DatasetException(
                    "Cannot read "
                            + file
                            + ": "
                            + reason.lines().findFirst().orElse("it cannot be decoded")
                            + ".",
                    e);
        }
    }

    /**
     * Decodes one JPEG or PNG.
     *
     * @throws IOException if the bytes are of another format, damaged or truncated
     */
    static Image decode(byte[] content) throws IOException {
        // Not ImageIO.read(InputStream), which copies every image to a temporary file first.
        try (ImageInputStream input =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("it is neither a JPEG nor a PNG image");
            }
            ImageReader reader = readers.next();
            try {
                Truncation truncation = new Truncation();
                reader.addIIOReadWarningListener(truncation);
                reader.setInput(input, true, true);
                BufferedImage image = reader.read(0);
                if (truncation.found) {
                    throw new IOException("it is truncated");
                }
                return rgb(image);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Image rgb(BufferedImage image) {
        int height = image.getHeight();
        int width = image.getWidth();
        byte[] pixels = new byte[height * width * HeldImages.CHANNELS];
        if (isGrey(image)) {
            copyGrey(image.getRaster(), pixels);
        } else {
            copyRgb(image, pixels);
        }
        return new Image(height, width, HeldImages.CHANNELS, pixels);
    }

    private static boolean isGrey(BufferedImage image) {
        return image.getColorModel().getNumColorComponents() == 1;
    }

    /** BufferedImage.getRGB would take grey as linear light and brighten it. */
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

    /** Notes that the JPEG decoder ran out of data, which it only warns of. */
    private static final class Truncation implements IIOReadWarningListener {

        private boolean found;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            found |= warning.toLowerCase(Locale.ROOT).contains("premature end");
        }
    }
}
