package dev.midstream.images.decode.library;

import com.twelvemonkeys.imageio.plugins.pnm.PNMImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/**
 * TwelveMonkeys' readers. A class of their own, because the job leaves this library out: ImageIO's
 * registry belongs to the process, and would keep the class loader of a job that brings readers.
 */
public final class TwelveMonkeysReaders {

    private TwelveMonkeysReaders() {}

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
}
