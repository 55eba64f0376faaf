package dev.midstream.images.decode.library;

import dev.midstream.images.Image;
import dev.midstream.images.decode.Channels;
import dev.midstream.images.decode.EncodedImage;
import dev.midstream.images.decode.ImageSize;
import dev.midstream.images.decode.PixelSink;
import dev.midstream.images.decode.UndecodableImageException;

/** A WebP file; of an animation the first frame. */
public final class WebPImage implements EncodedImage {

    private final LibraryImage image;
    private final byte[] lossyFrame;

    private WebPImage(LibraryImage image, byte[] lossyFrame) {
        this.image = image;
        this.lossyFrame = lossyFrame;
    }

    /**
     * Reads the header.
     *
     * @param content a file that begins as a RIFF container of WebP
     */
    public static WebPImage open(byte[] content) throws UndecodableImageException {
        WebPChunks chunks = WebPChunks.parse(content);
        return new WebPImage(
                LibraryImage.open(chunks.withoutProfile(), TwelveMonkeysReaders::webp),
                chunks.lossyFrame());
    }

    @Override
    public int height() {
        return image.height();
    }

    @Override
    public int width() {
        return image.width();
    }

    @Override
    public Image decode(Channels channels) throws UndecodableImageException {
        if (lossyFrame.length == 0) {
            return image.decode(channels);
        }
        ImageSize size = new ImageSize(height(), width());
        PixelSink sink = new PixelSink(height(), width(), channels);
        LibraryImage.reading(
                lossyFrame,
                stream -> {
                    LossyWebP frame = new LossyWebP(stream, size);
                    if (frame.height() != height() || frame.width() != width()) {
                        throw new UndecodableImageException(
                                "its header and its frame declare different sizes");
                    }
                    frame.pixels(sink);
                    return sink;
                });
        return sink.image();
    }
}
