package dev.midstream.images.decode.jpeg;

import dev.midstream.images.decode.ImageSize;
import dev.midstream.images.decode.UndecodableImageException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The frame header of a JPEG file (ITU-T T.81, B.2.2).
 *
 * @param components in the order in which their samples are stored
 */
record JpegFrame(ImageSize size, List<Component> components) {

    private static final int HUFFMAN_BASELINE = 0xc0;
    private static final int HUFFMAN_EXTENDED = 0xc1;
    private static final int HUFFMAN_PROGRESSIVE = 0xc2;
    private static final int FIXED_BYTES = 6;
    private static final int MAX_FACTOR = 4;

    JpegFrame {
        components = List.copyOf(components);
    }

    /**
     * A component.
     *
     * @param id names it in scans
     * @param horizontal sampling factor, 1-4
     * @param vertical sampling factor, 1-4
     */
    record Component(int id, int horizontal, int vertical) {}

    /** Whether a marker begins a frame; DHT, JPG and DAC share the range. */
    static boolean isFrame(int marker) {
        return marker >= 0xc0
                && marker <= 0xcf
                && marker != 0xc4
                && marker != 0xc8
                && marker != 0xcc;
    }

    /**
     * @param segment without marker and length
     */
    static JpegFrame parse(int marker, ByteBuffer segment) throws UndecodableImageException {
        if (marker != HUFFMAN_BASELINE
                && marker != HUFFMAN_EXTENDED
                && marker != HUFFMAN_PROGRESSIVE) {
            throw new UndecodableImageException(
                    "it is a JPEG with "
                            + (marker >= 0xc9
                                    ? "arithmetic coding"
                                    : "lossless or hierarchical coding")
                            + ", which is not supported. Save it as baseline or progressive JPEG");
        }
        if (segment.remaining() < FIXED_BYTES) {
            throw new UndecodableImageException("its JPEG frame header is too short");
        }
        int precision = segment.get();
        if (precision != 8) {
            throw new UndecodableImageException(
                    "it is a JPEG with samples of " + precision + " bits, where 8 are supported");
        }
        int height = Short.toUnsignedInt(segment.getShort());
        int width = Short.toUnsignedInt(segment.getShort());
        int count = segment.get() & 0xff;
        if (count != 1 && count != 3 && count != 4) {
            throw new UndecodableImageException(
                    "it is a JPEG of " + count + " components, where 1, 3 or 4 are supported");
        }
        if (segment.remaining() < 3 * count) {
            throw new UndecodableImageException("its JPEG frame header is too short");
        }
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            components.add(component(segment));
        }
        JpegFrame frame = new JpegFrame(ImageSize.declared(height, width), components);
        frame.checkFactors();
        return frame;
    }

    private static Component component(ByteBuffer segment) throws UndecodableImageException {
        int id = segment.get() & 0xff;
        int factors = segment.get() & 0xff;
        segment.get();
        int horizontal = factors >> 4;
        int vertical = factors & 15;
        if (horizontal < 1 || vertical < 1 || horizontal > MAX_FACTOR || vertical > MAX_FACTOR) {
            throw new UndecodableImageException(
                    "its JPEG frame header has the sampling factors "
                            + horizontal
                            + "x"
                            + vertical);
        }
        return new Component(id, horizontal, vertical);
    }

    private void checkFactors() throws UndecodableImageException {
        for (Component component : components) {
            if (maxHorizontal() % component.horizontal() != 0
                    || maxVertical() % component.vertical() != 0) {
                throw new UndecodableImageException(
                        "it is a JPEG with fractional sampling factors, which is not supported");
            }
        }
    }

    int maxHorizontal() {
        return components.stream().mapToInt(Component::horizontal).max().orElseThrow();
    }

    int maxVertical() {
        return components.stream().mapToInt(Component::vertical).max().orElseThrow();
    }
}
