package dev.midstream.publisher.image;

import dev.midstream.ImageEncoding;
import dev.midstream.images.Image;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * How records carry pixels. Both encodings are lossless: a lossy one would be a corruption of its
 * own.
 */
public enum PixelEncoding {
    /** The bytes as they are, {@code [height, width, channel]}. */
    RAW(ImageEncoding.RAW_UINT8) {
        @Override
        public byte[] encode(Image image) {
            return image.pixels();
        }
    },
    /** A PNG file: smaller where pixels repeat, but slower on both sides. */
    PNG(ImageEncoding.PNG) {
        @Override
        public byte[] encode(Image image) {
            return png(image);
        }
    };

    private final ImageEncoding wire;

    PixelEncoding(ImageEncoding wire) {
        this.wire = wire;
    }

    /** The encoding as records name it. */
    public ImageEncoding wire() {
        return wire;
    }

    /** The bytes that a record carries. */
    public abstract byte[] encode(Image image);

    /** Returns the encoding of a name, {@code raw} or {@code png}. */
    public static PixelEncoding named(String name) {
        for (PixelEncoding encoding : values()) {
            if (encoding.name().toLowerCase(Locale.ROOT).equals(name)) {
                return encoding;
            }
        }
        throw new IllegalArgumentException("Unknown encoding: " + name + ". Use raw or png.");
    }

    /** The image as the JDK's image writers take it. */
    public static BufferedImage picture(Image image) {
        BufferedImage picture =
                new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        byte[] rgb = image.pixels();
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        return picture;
    }

    private static byte[] png(Image image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Not ImageIO.write to the stream, which goes through a temporary file.
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(picture(image), "png", output)) {
                throw new IllegalStateException("Every JDK writes PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode a PNG in memory", e);
        }
        return bytes.toByteArray();
    }
}
