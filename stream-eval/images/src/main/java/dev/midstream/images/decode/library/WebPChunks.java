package dev.midstream.images.decode.library;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The chunks of a WebP container that matter to how its library is used. */
final class WebPChunks {

    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int PROFILE = name("ICCP");
    private static final int EXTENDED = name("VP8X");
    private static final int LOSSY = name("VP8 ");
    private static final int IGNORED = name("XXXX");
    private static final byte PROFILE_FLAG = 0x20;

    private final byte[] file;
    private byte[] lossyFrame = new byte[0];

    private WebPChunks(byte[] file) {
        this.file = file;
    }

    static WebPChunks parse(byte[] content) {
        WebPChunks chunks = new WebPChunks(content.clone());
        chunks.parse();
        return chunks;
    }

    /** The file without a colour profile, which the library would apply. */
    byte[] withoutProfile() {
        return file;
    }

    /** The frame of a still image with lossy coding, nothing in other files. */
    byte[] lossyFrame() {
        return lossyFrame;
    }

    private void parse() {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int offset = FIRST_CHUNK;
        while (offset <= file.length - CHUNK_HEADER) {
            int name = buffer.getInt(offset);
            int length = buffer.getInt(offset + 4);
            int start = offset + CHUNK_HEADER;
            if (length < 0 || length > file.length - start) {
                return;
            }
            if (name == EXTENDED && length > 0) {
                file[start] &= ~PROFILE_FLAG;
            } else if (name == PROFILE) {
                buffer.putInt(offset, IGNORED);
            } else if (name == LOSSY) {
                lossyFrame = Arrays.copyOfRange(file, start, start + length);
            }
            // Chunks begin at even offsets.
            offset = start + length + (length & 1);
        }
    }

    private static int name(String name) {
        return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }
}
