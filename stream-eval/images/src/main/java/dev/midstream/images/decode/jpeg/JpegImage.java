package dev.midstream.images.decode.jpeg;

import dev.midstream.images.Image;
import dev.midstream.images.decode.Channels;
import dev.midstream.images.decode.EncodedImage;
import dev.midstream.images.decode.PixelSink;
import dev.midstream.images.decode.UndecodableImageException;

/**
 * A JPEG file with Huffman coding, baseline, extended or progressive. The JDK decodes the samples;
 * they become colours in the arithmetic of libjpeg. Profiles and the orientation of EXIF are
 * ignored, and damage that libjpeg only warns of is not refused.
 */
public final class JpegImage implements EncodedImage {

    private final JpegFrame frame;
    private final JpegColours colours;
    private final byte[] bare;

    private JpegImage(JpegSegments segments) throws UndecodableImageException {
        this.frame = segments.frame();
        this.colours = segments.colours();
        this.bare = segments.bare();
    }

    /**
     * Reads the header.
     *
     * @param content a file that begins with the marker SOI
     */
    public static JpegImage open(byte[] content) throws UndecodableImageException {
        return new JpegImage(JpegSegments.parse(content));
    }

    @Override
    public int height() {
        return frame.size().height();
    }

    @Override
    public int width() {
        return frame.size().width();
    }

    @Override
    public Image decode(Channels channels) throws UndecodableImageException {
        byte[] samples = JpegReader.samples(bare, frame);
        HalvedRows.smooth(samples, frame);
        PixelSink sink = new PixelSink(height(), width(), channels);
        int components = frame.components().size();
        int pixels = frame.size().pixels();
        for (int i = 0; i < pixels; i++) {
            colours.set(sink, i, samples, i * components);
        }
        return sink.image();
    }
}
