package dev.midstream.images.decode.library;

import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * The JDK's readers: which reader ImageIO's registry finds first depends on the class path, and
 * readers differ in what they make of colours.
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
