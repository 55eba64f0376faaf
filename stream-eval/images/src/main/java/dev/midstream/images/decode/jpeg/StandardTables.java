package dev.midstream.images.decode.jpeg;

import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * The typical Huffman tables of ITU-T T.81, K.3, for files without tables, as frames of motion JPEG
 * are. Tables of a file replace them.
 */
final class StandardTables {

    /** Four DHT segments: for direct and alternating current, of luma and of chroma. */
    static final byte[] SEGMENTS = segments();

    private StandardTables() {}

    private static byte[] segments() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, 0x00, JPEGHuffmanTable.StdDCLuminance);
        write(bytes, 0x01, JPEGHuffmanTable.StdDCChrominance);
        write(bytes, 0x10, JPEGHuffmanTable.StdACLuminance);
        write(bytes, 0x11, JPEGHuffmanTable.StdACChrominance);
        return bytes.toByteArray();
    }

    private static void write(ByteArrayOutputStream bytes, int id, JPEGHuffmanTable table) {
        short[] lengths = table.getLengths();
        short[] values = table.getValues();
        bytes.writeBytes(new byte[] {(byte) 0xff, (byte) 0xc4, 0, (byte) (19 + values.length)});
        bytes.write(id);
        for (int i = 0; i < 16; i++) {
            bytes.write(i < lengths.length ? lengths[i] : 0);
        }
        for (short value : values) {
            bytes.write(value);
        }
    }
}
