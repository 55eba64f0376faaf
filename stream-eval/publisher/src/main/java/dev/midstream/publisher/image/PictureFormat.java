package dev.midstream.publisher.image;

import dev.midstream.images.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** How pictures of a corrupted data set are stored. */
public enum PictureFormat {
    /** Without loss. */
    PNG(".png") {
        @Override
        public byte[] encode(Image image) {
            return PixelEncoding.PNG.encode(image);
        }
    },
    /**
     * As the published Tiny-ImageNet-C and ImageNet-C are: quality 85, chroma at half resolution,
     * optimised Huffman tables. This is a corruption of its own on top of each.
     */
    JPEG(".JPEG") {
        @Override
        public byte[] encode(Image image) throws IOException {
            return jpeg(image);
        }
    };

    private static final float QUALITY = 0.85f;

    private final String suffix;

    PictureFormat(String suffix) {
        this.suffix = suffix;
    }

    /** The bytes of a picture file. */
    public abstract byte[] encode(Image image) throws IOException;

    /** The suffix of the file's name, with its dot. */
    public String suffix() {
        return suffix;
    }

    /** Returns the format of a name, {@code png} or {@code jpeg}. */
    public static PictureFormat named(String name) {
        for (PictureFormat format : values()) {
            if (format.toString().equals(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException("Unknown format: " + name + ". Use png or jpeg.");
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static byte[] jpeg(Image image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        JPEGImageWriteParam parameters = new JPEGImageWriteParam(Locale.ROOT);
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(QUALITY);
        parameters.setOptimizeHuffmanTables(true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(PixelEncoding.picture(image), null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
