package dev.midstream.images.decode.library;

import dev.midstream.images.Image;
import dev.midstream.images.decode.Channels;
import dev.midstream.images.decode.EncodedImage;
import dev.midstream.images.decode.UndecodableImageException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/** A GIF file: its first frame, on the screen that the file declares. */
public final class GifImage implements EncodedImage {

    private final GifScreen screen;
    private final LibraryImage frame;

    private GifImage(GifScreen screen, LibraryImage frame) {
        this.screen = screen;
        this.frame = frame;
    }

    /**
     * Reads the header.
     *
     * @param content a file that begins with GIF's signature
     */
    public static GifImage open(byte[] content) throws UndecodableImageException {
        GifScreen screen = GifScreen.parse(content);
        return new GifImage(screen, LibraryImage.open(content, Readers::gif));
    }

    @Override
    public int height() {
        return screen.size().height();
    }

    @Override
    public int width() {
        return screen.size().width();
    }

    @Override
    public Image decode(Channels channels) throws UndecodableImageException {
        BufferedImage image = frame.buffered();
        if (frame.height() == height() && frame.width() == width()) {
            return Samples.of(image, channels);
        }
        if (!(image.getColorModel() instanceof IndexColorModel model)) {
            throw new UndecodableImageException("its frame has no palette");
        }
        WritableRaster raster = model.createCompatibleWritableRaster(width(), height());
        int[] background = new int[width() * height()];
        Arrays.fill(background, screen.background());
        raster.setSamples(0, 0, width(), height(), 0, background);
        raster.setRect(screen.left(), screen.top(), image.getRaster());
        return Samples.of(new BufferedImage(model, raster, false, null), channels);
    }
}
