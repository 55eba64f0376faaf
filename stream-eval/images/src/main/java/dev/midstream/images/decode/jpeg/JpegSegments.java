package dev.midstream.images.decode.jpeg;

import dev.midstream.images.decode.UndecodableImageException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the segments of a JPEG file up to its first scan, and looks for its end. */
final class JpegSegments {

    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int JFIF = 0xe0;
    private static final int ADOBE = 0xee;
    private static final int JFIF_BYTES = 14;
    private static final int ADOBE_BYTES = 12;

    /** Progressive files have a dozen; thousands would take hours to decode. */
    private static final int MAX_SCANS = 500;

    private final byte[] content;
    private final ByteArrayOutputStream bare;
    private @Nullable JpegFrame frame;
    private boolean jfif;
    private int adobeTransform = -1;

    private JpegSegments(byte[] content) {
        this.content = content;
        this.bare = new ByteArrayOutputStream(content.length + 512);
    }

    static JpegSegments parse(byte[] content) throws UndecodableImageException {
        JpegSegments segments = new JpegSegments(content);
        int scan = segments.readToScan();
        int end = segments.end(scan);
        segments.bare.write(content, scan, end - scan);
        return segments;
    }

    JpegFrame frame() throws UndecodableImageException {
        if (frame == null) {
            throw new UndecodableImageException("its JPEG frame header is missing");
        }
        return frame;
    }

    /** What the components mean. */
    JpegColours colours() throws UndecodableImageException {
        return JpegColours.of(frame(), jfif, adobeTransform);
    }

    /** The file without application data and comments. */
    byte[] bare() {
        return bare.toByteArray();
    }

    /** Returns the offset of the first scan's marker. */
    private int readToScan() throws UndecodableImageException {
        bare.write(0xff);
        bare.write(START);
        bare.writeBytes(StandardTables.SEGMENTS);
        int offset = 2;
        while (true) {
            offset = marker(offset);
            int marker = content[offset + 1] & 0xff;
            if (marker == SCAN) {
                frame();
                return offset;
            }
            if (marker == END) {
                throw new UndecodableImageException("it has no pixels");
            }
            if (isAlone(marker)) {
                offset += 2;
                continue;
            }
            int length = length(offset);
            read(marker, offset, length);
            offset += 2 + length;
        }
    }

    private void read(int marker, int offset, int length) throws UndecodableImageException {
        ByteBuffer segment = ByteBuffer.wrap(content, offset + 4, length - 2).slice();
        if (JpegFrame.isFrame(marker)) {
            if (frame != null) {
                throw new UndecodableImageException("it has two JPEG frame headers");
            }
            frame = JpegFrame.parse(marker, segment);
        }
        if (marker == JFIF) {
            jfif |= segment.remaining() >= JFIF_BYTES && startsWith(segment, "JFIF\0");
        } else if (marker == ADOBE
                && segment.remaining() >= ADOBE_BYTES
                && startsWith(segment, "Adobe")) {
            adobeTransform = segment.get(ADOBE_BYTES - 1) & 0xff;
        }
        boolean application = marker >= 0xe0 && marker <= 0xef || marker == 0xfe;
        if (!application) {
            bare.write(content, offset, 2 + length);
        }
    }

    /** Returns the offset behind the end marker, from the offset of the first scan's marker. */
    private int end(int scan) throws UndecodableImageException {
        int offset = scan;
        int scans = 0;
        while (true) {
            int marker = content[offset + 1] & 0xff;
            if (marker == END) {
                return offset + 2;
            }
            if (marker == SCAN && ++scans > MAX_SCANS) {
                throw new UndecodableImageException("it has more than " + MAX_SCANS + " scans");
            }
            offset = isAlone(marker) ? offset + 2 : offset + 2 + length(offset);
            offset = marker(offset);
        }
    }

    /** Returns the offset of the next marker, skipping other bytes and those of pixels. */
    private int marker(int from) throws UndecodableImageException {
        for (int offset = from; offset + 1 < content.length; offset++) {
            int code = content[offset + 1] & 0xff;
            if (content[offset] == (byte) 0xff && code != 0 && code != 0xff) {
                return offset;
            }
        }
        throw new UndecodableImageException("it is truncated: its end marker is missing");
    }

    private int length(int offset) throws UndecodableImageException {
        int length = 0;
        if (offset + 4 <= content.length) {
            length = (content[offset + 2] & 0xff) << 8 | content[offset + 3] & 0xff;
            if (length < 2) {
                throw new UndecodableImageException(
                        "the JPEG segment at offset " + offset + " has no length");
            }
        }
        if (length == 0 || length > content.length - offset - 2) {
            throw new UndecodableImageException(
                    "it is truncated in the JPEG segment at offset " + offset);
        }
        return length;
    }

    /** Whether a marker has no segment: TEM, restarts and a start. */
    private static boolean isAlone(int marker) {
        return marker == 0x01 || marker >= 0xd0 && marker <= START;
    }

    private static boolean startsWith(ByteBuffer segment, String text) {
        byte[] start = new byte[text.length()];
        segment.get(0, start);
        return Arrays.equals(start, text.getBytes(StandardCharsets.US_ASCII));
    }
}
