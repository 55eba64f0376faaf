package dev.midstream.images.decode;

import dev.midstream.images.decode.jpeg.JpegImage;
import dev.midstream.images.decode.library.GifImage;
import dev.midstream.images.decode.library.LibraryImage;
import dev.midstream.images.decode.library.Readers;
import dev.midstream.images.decode.library.TwelveMonkeysReaders;
import dev.midstream.images.decode.library.WebPImage;
import dev.midstream.images.decode.png.PngImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A format of image files. A file's format is told by its first bytes, never by its name. */
public enum ImageFormat {
    PNG("PNG", PngImage::open, List.of("png"), "\u0089PNG\r\n\u001a\n"),
    JPEG("JPEG", JpegImage::open, List.of("jpg", "jpeg", "jfif", "jpe"), "\u00ff\u00d8\u00ff"),
    GIF("GIF", GifImage::open, List.of("gif"), "GIF87a", "GIF89a"),
    WEBP("WebP", WebPImage::open, List.of("webp"), "RIFF????WEBP"),
    BMP("BMP", bytes -> LibraryImage.open(bytes, Readers::bmp), List.of("bmp"), "BM"),
    TIFF(
            "TIFF",
            bytes -> LibraryImage.open(bytes, TwelveMonkeysReaders::tiff),
            List.of("tif", "tiff"),
            "II*\0",
            "MM\0*"),
    PNM(
            "PNM",
            bytes -> LibraryImage.open(bytes, TwelveMonkeysReaders::pnm),
            List.of("ppm", "pgm", "pbm", "pnm"),
            "P1",
            "P2",
            "P3",
            "P4",
            "P5",
            "P6");

    private final String title;
    private final Opener opener;
    private final List<String> extensions;
    private final List<byte[]> signatures;

    ImageFormat(String title, Opener opener, List<String> extensions, String... signatures) {
        this.title = title;
        this.opener = opener;
        this.extensions = extensions;
        this.signatures =
                Arrays.stream(signatures)
                        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                        .toList();
    }

    /** The format as it is written in messages. */
    public String title() {
        return title;
    }

    /** The endings of its files' names, in lower case, without a dot. */
    public List<String> extensions() {
        return extensions;
    }

    /** The format that bytes begin as, if it is known. */
    public static Optional<ImageFormat> of(byte[] content) {
        return Arrays.stream(values()).filter(format -> format.begins(content)).findFirst();
    }

    /** Whether a file's name ends as those of image files do. */
    public static boolean isImageName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return name.length() > extension.length()
                && Arrays.stream(values()).anyMatch(f -> f.extensions.contains(extension));
    }

    /** The endings of all image files' names, for messages. */
    public static String endings() {
        return Arrays.stream(values())
                .flatMap(format -> format.extensions.stream())
                .map(extension -> "." + extension)
                .collect(Collectors.joining(", "));
    }

    EncodedImage open(byte[] content) throws UndecodableImageException {
        return opener.open(content);
    }

    private boolean begins(byte[] content) {
        return signatures.stream().anyMatch(signature -> begins(content, signature));
    }

    /** A question mark stands for any byte. */
    private static boolean begins(byte[] content, byte[] signature) {
        if (content.length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if (signature[i] != '?' && signature[i] != content[i]) {
                return false;
            }
        }
        return true;
    }

    private interface Opener {
        EncodedImage open(byte[] content) throws UndecodableImageException;
    }
}
