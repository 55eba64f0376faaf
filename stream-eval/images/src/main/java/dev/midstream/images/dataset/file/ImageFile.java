package dev.midstream.images.dataset.file;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.decode.Channels;
import dev.midstream.images.decode.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Image files as RGB images, see {@link ImageDecoder}. */
public final class ImageFile {

    private ImageFile() {}

    public static Image read(Path file) throws DatasetException {
        try {
            long bytes = Files.size(file);
            if (bytes > ImageDecoder.MAX_BYTES) {
                throw new IOException(
                        "it has "
                                + bytes
                                + " bytes, where an image may have "
                                + ImageDecoder.MAX_BYTES);
            }
            return ImageDecoder.decode(Files.readAllBytes(file), Channels.RGB);
        } catch (IOException e) {
            throw DatasetException.unreadable(file, e);
        }
    }
}
