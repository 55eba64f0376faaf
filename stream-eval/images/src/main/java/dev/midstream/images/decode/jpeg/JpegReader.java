package dev.midstream.images.decode.jpeg;

import dev.midstream.images.decode.UndecodableImageException;
import dev.midstream.images.decode.library.Readers;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The JDK's JPEG decoder. */
final class JpegReader {

    private JpegReader() {}

    /**
     * Decodes the components as they are stored, without conversion of colours.
     *
     * @return {@code [height, width, component]}
     */
    static byte[] samples(byte[] content, JpegFrame frame) throws UndecodableImageException {
        ImageReader reader = Readers.jpeg();
        try (MemoryCacheImageInputStream input =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(input, true, true);
            return samples(reader.readRaster(0, null), frame);
        } catch (IOException | RuntimeException e) {
            // On damaged files the JDK throws a variety of unchecked exceptions.
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new UndecodableImageException(
                    "its JPEG data are damaged (" + reason.lines().findFirst().orElse("") + ")", e);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] samples(Raster raster, JpegFrame frame) throws UndecodableImageException {
        int length = frame.size().pixels() * frame.components().size();
        if (raster.getDataBuffer() instanceof DataBufferByte buffer
                && raster.getNumBands() == frame.components().size()
                && buffer.getData().length == length) {
            return buffer.getData();
        }
        throw new UndecodableImageException("its JPEG frame header does not fit its data");
    }
}
