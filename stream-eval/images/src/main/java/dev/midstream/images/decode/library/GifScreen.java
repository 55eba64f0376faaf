package dev.midstream.images.decode.library;

import dev.midstream.images.decode.ImageSize;
import dev.midstream.images.decode.UndecodableImageException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The screen of a GIF file and where its first frame lies on it (GIF89a specification, 18 to 23).
 *
 * @param size of the screen, which is at least large enough for the frame
 * @param left column of the frame's first pixel
 * @param top row of the frame's first pixel
 * @param background index of the colour around the frame: the transparent one if there is one, else
 *     0, as in Pillow
 */
record GifScreen(ImageSize size, int left, int top, int background) {

    private static final int SIGNATURE_BYTES = 6;
    private static final int FRAME = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xf9;

    static GifScreen parse(byte[] content) throws UndecodableImageException {
        try {
            return parse(
                    ByteBuffer.wrap(content)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .position(SIGNATURE_BYTES));
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) {
            throw new UndecodableImageException("it is truncated before its first frame", e);
        }
    }

    private static GifScreen parse(ByteBuffer file) throws UndecodableImageException {
        int width = Short.toUnsignedInt(file.getShort());
        int height = Short.toUnsignedInt(file.getShort());
        int flags = file.get();
        skip(file, 2);
        if (flags < 0) {
            skip(file, 3 << (flags & 7) + 1);
        }
        int background = 0;
        while (true) {
            int block = file.get() & 0xff;
            if (block == FRAME) {
                int left = Short.toUnsignedInt(file.getShort());
                int top = Short.toUnsignedInt(file.getShort());
                int right = left + Short.toUnsignedInt(file.getShort());
                int bottom = top + Short.toUnsignedInt(file.getShort());
                return new GifScreen(
                        ImageSize.declared(Math.max(height, bottom), Math.max(width, right)),
                        left,
                        top,
                        background);
            }
            if (block != EXTENSION) {
                throw new UndecodableImageException("it has no frame");
            }
            int label = file.get() & 0xff;
            int start = file.position();
            if (label == GRAPHIC_CONTROL && (file.get(start + 1) & 1) == 1) {
                background = file.get(start + 4) & 0xff;
            }
            skipBlocks(file);
        }
    }

    private static void skipBlocks(ByteBuffer file) {
        for (int length = file.get() & 0xff; length > 0; length = file.get() & 0xff) {
            skip(file, length);
        }
    }

    private static void skip(ByteBuffer file, int bytes) {
        file.position(file.position() + bytes);
    }
}
