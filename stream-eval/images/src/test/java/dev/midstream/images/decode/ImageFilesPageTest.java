package dev.midstream.images.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/image-files.md says what is read; {@code -Dmidstream.update=true} writes it anew. */
class ImageFilesPageTest {

    private static final Path PAGE = Path.of("../../docs/image-files.md");

    /** Kinds that differ from another by their size alone are tested, but not listed. */
    private static final Pattern SIZE = Pattern.compile(", \\d+x\\d+$");

    @Test
    void page_table_isWhatIsRead() throws Exception {
        String page = page();
        if (Boolean.getBoolean("midstream.update")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/image-files.md is stale: run this test with -Dmidstream.update=true")
                .isEqualTo(page);
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder(introduction());
        String section = "";
        for (PillowFile file : PillowFile.all()) {
            if (SIZE.matcher(file.kind()).find()) {
                continue;
            }
            String begins = section(file);
            if (!begins.equals(section)) {
                section = begins;
                page.append("\n## ").append(section).append("\n\n");
                page.append("| file | Midstream RGB | Pillow RGB | Midstream L | Pillow L |");
                page.append(" values that differ | |\n|---|---|---|---|---|---|---|\n");
            }
            page.append(row(file)).append('\n');
        }
        return page.toString();
    }

    private static String introduction() {
        String formats =
                Arrays.stream(ImageFormat.values())
                        .map(f -> f.title() + " (." + String.join(", .", f.extensions()) + ")")
                        .collect(Collectors.joining(", "));
        return """
        # Image files

        One decoder reads all image files: those of data sets, of the publisher and of `adopt`, and
        the PNG and JPEG records of a stream. It reads %s. A file's format is told by its first
        bytes; its name only says that it is an image.

        Pixels are those of Pillow's `Image.open(file).convert("RGB")`, and of `convert("L")` for
        models with one channel:

        - Samples are taken as they are stored. Embedded profiles, gamma and chromaticities are
          ignored, and so is the orientation that EXIF declares.
        - Transparency is dropped: the colour below it counts.
        - Of samples of 16 bits the high byte counts. Pillow clips 16-bit grey at 255 instead.
        - Colours become grey by `(19595 R + 38470 G + 7471 B + 32768) / 65536`.
        - CMYK becomes RGB without a profile: `(255 - K)(255 - C) / 255`.
        - Of several images in a file the first is taken.
        - Truncated files are refused. Damage that Pillow reads is read.
        - An image may have up to %d pixels.

        The tables show one pixel, that in the middle of the file, as Midstream and as Pillow %s
        read it, and how many values of RGB and L together differ in the whole image and by how
        much at most. They are made by a test from files that lie in
        `stream-eval/images/src/test/resources/dev/midstream/images/decode`; `pillow_images.py` in
        `stream-eval/images/src/test/python` makes the files and records what Pillow reads. They hold
        on both ways into Midstream: for the file in a data set, published in either encoding or
        evaluated from disk, and for a PNG or JPEG file as a record of the stream
        (`PixelEncodingTest`, `CompressedImageTest`).
        """
                .formatted(formats, ImageSize.MAX_PIXELS, PillowFile.pillowVersion());
    }

    private static String section(PillowFile file) {
        String format = file.name().substring(0, file.name().indexOf('/'));
        boolean damaged = file.name().contains("/damaged");
        return switch (format) {
            case "png" -> damaged ? "Damaged PNG" : "PNG";
            case "jpeg" -> damaged ? "Damaged JPEG" : "JPEG";
            default -> "Other formats";
        };
    }

    private static String row(PillowFile file) throws IOException {
        String reason = KnownDifferences.reason(file);
        String kind = "| " + file.kind();
        if (file.isRefused() || reason.equals(KnownDifferences.REFUSED)) {
            String pillow =
                    file.isRefused()
                            ? "refused | | refused"
                            : pixel(file.pixels(Channels.RGB), file, Channels.RGB)
                                    + " | | "
                                    + pixel(file.pixels(Channels.GREY), file, Channels.GREY);
            return kind
                    + " | refused | "
                    + pillow.replace("| | ", "| refused | ")
                    + " | | "
                    + reason
                    + " |";
        }
        StringBuilder row = new StringBuilder(kind);
        Difference difference = new Difference(0, 0);
        for (Channels channels : new Channels[] {Channels.RGB, Channels.GREY}) {
            Image image = ImageDecoder.decode(file.content(), channels);
            byte[] pillow = file.pixels(channels);
            boolean varies = reason.equals(KnownDifferences.DAMAGED);
            row.append(" | ").append(varies ? "read" : pixel(image.pixels(), file, channels));
            row.append(" | ").append(varies ? "read" : pixel(pillow, file, channels));
            difference = difference.and(Difference.of(image.pixels(), pillow));
        }
        if (file.isWideGrey()) {
            reason = "16-bit samples are their high byte, Pillow clips them";
        }
        return row
                + " | "
                + (reason.equals(KnownDifferences.DAMAGED) ? "" : difference)
                + " | "
                + reason
                + " |";
    }

    private static String pixel(byte[] pixels, PillowFile file, Channels channels) {
        int position = file.height() / 2 * file.width() + file.width() / 2;
        StringBuilder values = new StringBuilder();
        for (int c = 0; c < channels.count(); c++) {
            values.append(c == 0 ? "" : " ").append(pixels[position * channels.count() + c] & 0xff);
        }
        return values.toString();
    }
}
