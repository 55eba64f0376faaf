package dev.midstream.images.decode.library;

import com.twelvemonkeys.imageio.plugins.pnm.PNMImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Readers of the formats, each of a known library: which one ImageIO's registry finds first depends
 * on the class path, and readers differ in what they make of colours.
 */
public final class Readers {

    private static final String JDK = "com.sun.imageio.";

    private Readers() {}

    /** The JDK's reader of JPEG. */
    public static ImageReader jpeg() {
        return ofJdk("jpeg");
    }

    /** The JDK's reader of GIF. */
    public static ImageReader gif() {
        return ofJdk("gif");
    }

    /** The JDK's reader of BMP. */
    public static ImageReader bmp() {
        return ofJdk("bmp");
    }

    /** TwelveMonkeys' reader of TIFF; the JDK's rounds palettes of 16 bits differently. */
    public static ImageReader tiff() {
        return of(new TIFFImageReaderSpi());
    }

    /** TwelveMonkeys' reader of WebP. */
    public static ImageReader webp() {
        return of(new WebPImageReaderSpi());
    }

    /** TwelveMonkeys' reader of PBM, PGM and PPM. */
    public static ImageReader pnm() {
        return of(new PNMImageReaderSpi());
    }

    private static ImageReader of(ImageReaderSpi provider) {
        try {
            return provider.createReaderInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImageReader ofJdk(String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(JDK)) {
                return reader;
            }
        }
        throw new IllegalStateException(
                "Cannot decode " + format + " images: this Java runtime lacks java.desktop.");
    }
}
