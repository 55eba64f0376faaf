package dev.midstream.images.decode.library;

import dev.midstream.images.Image;
import dev.midstream.images.decode.Channels;
import dev.midstream.images.decode.EncodedImage;
import dev.midstream.images.decode.ImageSize;
import dev.midstream.images.decode.UndecodableImageException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.function.Supplier;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** An image file that a reader of ImageIO decodes; of several images in it the first. */
public final class LibraryImage implements EncodedImage {

    private final byte[] content;
    private final Supplier<ImageReader> readers;
    private final ImageSize size;

    private LibraryImage(byte[] content, Supplier<ImageReader> readers)
            throws UndecodableImageException {
        this.content = content;
        this.readers = readers;
        this.size = read(reader -> ImageSize.declared(reader.getHeight(0), reader.getWidth(0)));
    }

    /** Reads the header with a new reader of the file's format. */
    public static LibraryImage open(byte[] content, Supplier<ImageReader> readers)
            throws UndecodableImageException {
        return new LibraryImage(content, readers);
    }

    @Override
    public int height() {
        return size.height();
    }

    @Override
    public int width() {
        return size.width();
    }

    @Override
    public Image decode(Channels channels) throws UndecodableImageException {
        return Samples.of(buffered(), channels);
    }

    /** The image as its reader gives it. */
    BufferedImage buffered() throws UndecodableImageException {
        BufferedImage image = read(reader -> reader.read(0));
        if (image.getHeight() != height() || image.getWidth() != width()) {
            throw new UndecodableImageException(
                    "its header declares "
                            + width()
                            + "x"
                            + height()
                            + " pixels, its data are of "
                            + image.getWidth()
                            + "x"
                            + image.getHeight());
        }
        return image;
    }

    private <T> T read(Reading<ImageReader, T> reading) throws UndecodableImageException {
        return reading(
                content,
                stream -> {
                    ImageReader reader = readers.get();
                    try {
                        reader.setInput(stream, false, true);
                        return reading.read(reader);
                    } finally {
                        reader.dispose();
                    }
                });
    }

    /** Reads from bytes, and reports whatever a library throws on damaged ones as one error. */
    static <T> T reading(byte[] content, Reading<ImageInputStream, T> reading)
            throws UndecodableImageException {
        try (BoundedStream input = new BoundedStream(content)) {
            return reading.read(input);
        } catch (UndecodableImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // On damaged files readers throw a variety of unchecked exceptions.
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new UndecodableImageException(
                    "its data are damaged or not supported ("
                            + reason.lines().findFirst().orElse("")
                            + ")",
                    e);
        }
    }

    /** Reads something that may fail. */
    interface Reading<S, T> {
        T read(S source) throws IOException;
    }
}
