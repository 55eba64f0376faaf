package dev.midstream.images.decode.png;

import dev.midstream.images.decode.UndecodableImageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** The chunks of a PNG file that pixels are made from: IHDR, PLTE and the consecutive IDAT. */
final class PngChunks {

    private static final int SIGNATURE_BYTES = 8;
    private static final int HEADER = name("IHDR");
    private static final int PALETTE = name("PLTE");
    private static final int PIXELS = name("IDAT");
    private static final int END = name("IEND");

    /** No deflated data are larger when inflated. */
    private static final int MAX_RATIO = 1032;

    private final ByteBuffer file;
    private final PngHeader header;
    private final List<ByteBuffer> pixels = new ArrayList<>();
    private byte[] palette = new byte[0];

    private PngChunks(byte[] content) throws UndecodableImageException {
        file = ByteBuffer.wrap(content).position(SIGNATURE_BYTES);
        if (file.remaining() < 8 || file.getInt(SIGNATURE_BYTES + 4) != HEADER) {
            throw new UndecodableImageException("its PNG header is missing");
        }
        header = PngHeader.parse(chunk());
    }

    static PngChunks parse(byte[] content) throws UndecodableImageException {
        PngChunks chunks = new PngChunks(content);
        chunks.readToPixels();
        chunks.readPixels();
        return chunks;
    }

    PngHeader header() {
        return header;
    }

    /** R, G and B of each colour, or nothing if the file has no palette. */
    byte[] palette() {
        return palette;
    }

    int pixelChunks() {
        return pixels.size();
    }

    /** A part of the compressed pixels. */
    ByteBuffer pixels(int chunk) {
        return pixels.get(chunk).duplicate();
    }

    /**
     * Refuses a file that cannot inflate to a number of bytes, before memory is allocated for them.
     */
    void checkEnoughFor(long bytes) throws UndecodableImageException {
        long compressed = pixels.stream().mapToLong(ByteBuffer::remaining).sum();
        if (compressed * MAX_RATIO < bytes) {
            throw new UndecodableImageException(
                    "it is truncated: " + compressed + " bytes hold all pixels");
        }
    }

    private void readToPixels() throws UndecodableImageException {
        while (true) {
            if (file.remaining() < 8) {
                throw new UndecodableImageException("it is truncated before its pixels");
            }
            int name = file.getInt(file.position() + 4);
            if (name == PIXELS) {
                return;
            }
            if (name == END) {
                throw new UndecodableImageException("it has no pixels");
            }
            ByteBuffer chunk = chunk();
            if (name == PALETTE) {
                palette = new byte[chunk.remaining()];
                chunk.get(palette);
            }
        }
    }

    /** The content of the chunk at the file's position, which is moved behind it. */
    private ByteBuffer chunk() throws UndecodableImageException {
        int start = file.position();
        int length = file.getInt();
        if (length < 0 || length > file.remaining() - 8) {
            throw new UndecodableImageException("it is truncated in the chunk at offset " + start);
        }
        CRC32 checksum = new CRC32();
        checksum.update(file.slice(start + 4, length + 4));
        ByteBuffer content = file.slice(start + 8, length);
        file.position(start + 8 + length);
        if (file.getInt() != (int) checksum.getValue()) {
            throw new UndecodableImageException(
                    "the checksum of the chunk at offset " + start + " is wrong");
        }
        return content;
    }

    /** Collects the IDAT chunks; the last may be cut off, as what it holds may be enough. */
    private void readPixels() {
        while (file.remaining() >= 8 && file.getInt(file.position() + 4) == PIXELS) {
            int length = file.getInt();
            file.getInt();
            int present = length < 0 ? file.remaining() : Math.min(length, file.remaining());
            pixels.add(file.slice(file.position(), present));
            file.position(Math.min(file.limit(), file.position() + present + 4));
        }
    }

    private static int name(String name) {
        return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
    }
}
