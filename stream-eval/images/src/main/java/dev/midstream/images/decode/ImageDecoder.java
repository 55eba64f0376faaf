package dev.midstream.images.decode;

import dev.midstream.images.Image;
import dev.midstream.images.decode.library.Readers;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;

/**
 * The one decoder of image files, of data sets and of records alike. Pixels are those of Pillow's
 * {@code Image.open(file).convert("RGB")} or {@code convert("L")}: samples as they are stored, of
 * 16 bits the high byte; profiles, gamma, transparency and orientation are ignored. What differs
 * from Pillow is in docs/image-files.md.
 */
public final class ImageDecoder {

    /** An encoded image of more bytes is refused. */
    public static final long MAX_BYTES = 1L << 28;

    private ImageDecoder() {}

    /**
     * Reads the header of an image file, whatever its format.
     *
     * @throws UndecodableImageException if the format is unknown, or the header is damaged or
     *     declares too many pixels
     */
    public static EncodedImage open(byte[] content) throws UndecodableImageException {
        ImageFormat format =
                ImageFormat.of(content)
                        .orElseThrow(
                                () ->
                                        new UndecodableImageException(
                                                "it is not an image that can be read ("
                                                        + Arrays.stream(ImageFormat.values())
                                                                .map(ImageFormat::title)
                                                                .collect(Collectors.joining(", "))
                                                        + ")"));
        return format.open(content);
    }

    /**
     * Reads the header of an image file that must be of one format.
     *
     * @throws UndecodableImageException if it is of another format, or the header is damaged or
     *     declares too many pixels
     */
    public static EncodedImage open(byte[] content, ImageFormat format)
            throws UndecodableImageException {
        if (!ImageFormat.of(content).filter(format::equals).isPresent()) {
            throw new UndecodableImageException("it is not a " + format.title() + " image");
        }
        return format.open(content);
    }

    /**
     * Decodes an image file, whatever its format.
     *
     * @return {@code [height, width, channels.count()]}
     * @throws UndecodableImageException if the format is unknown, the file is damaged or truncated,
     *     or declares too many pixels
     */
    public static Image decode(byte[] content, Channels channels) throws UndecodableImageException {
        return open(content).decode(channels);
    }

    /**
     * Lets the JDK set up its image decoders on a thread that does not carry the caller's class
     * loader: they keep the loader of their first caller for the life of the process.
     */
    public static void prepare() {
        CompletableFuture.runAsync(() -> Readers.jpeg().dispose(), ForkJoinPool.commonPool())
                .join();
    }
}
