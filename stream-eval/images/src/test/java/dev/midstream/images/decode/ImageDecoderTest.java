package dev.midstream.images.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.midstream.images.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decoder against what Pillow reads from files of every kind. */
class ImageDecoderTest {

    static List<PillowFile> files() {
        return PillowFile.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void decode_fileOfAnyKind_equalsPillow(PillowFile file) throws Exception {
        if (file.isRefused() || KnownDifferences.reason(file).equals(KnownDifferences.REFUSED)) {
            assertThatExceptionOfType(UndecodableImageException.class)
                    .isThrownBy(() -> ImageDecoder.decode(file.content(), Channels.RGB))
                    .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n"));
            return;
        }
        for (Channels channels : Channels.values()) {
            Image image = ImageDecoder.decode(file.content(), channels);

            assertThat(image.height()).isEqualTo(file.height());
            assertThat(image.width()).isEqualTo(file.width());
            assertThat(image.channels()).isEqualTo(channels.count());
            Difference difference = Difference.of(image.pixels(), file.expected(channels));
            switch (KnownDifferences.reason(file)) {
                case KnownDifferences.HIGH_BYTE ->
                        assertThat(difference.largest()).as("largest difference").isOne();
                case KnownDifferences.DAMAGED ->
                        assertThat(difference.count()).isLessThan(image.pixels().length);
                default -> assertThat(difference).isEqualTo(new Difference(0, 0));
            }
        }
    }

    @Test
    void files_kinds_areMany() {
        assertThat(PillowFile.all()).hasSizeGreaterThan(200);
        assertThat(PillowFile.all().stream().filter(file -> !file.isRefused()).count())
                .isGreaterThan(200);
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void open_requiredFormat_refusesOthers(ImageFormat format) throws Exception {
        for (PillowFile file : PillowFile.all()) {
            if (file.isRefused() || ImageFormat.of(file.content()).orElseThrow() == format) {
                continue;
            }
            assertThatExceptionOfType(UndecodableImageException.class)
                    .isThrownBy(() -> ImageDecoder.open(file.content(), format))
                    .withMessage("it is not a " + format.title() + " image");
        }
    }

    @Test
    void open_otherContent_namesTheFormats() {
        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> ImageDecoder.open("<html>404</html>".getBytes()))
                .withMessage(
                        "it is not an image that can be read"
                                + " (PNG, JPEG, GIF, WebP, BMP, TIFF, PNM)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.JPEG", "b.c.jfif", "x.webp", "é.tiff", "p.pgm"})
    void isImageName_images_areTold(String name) {
        assertThat(ImageFormat.isImageName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "readme.txt", ".jpg.", "a.svg", ""})
    void isImageName_otherFiles_areTold(String name) {
        assertThat(ImageFormat.isImageName(name)).isFalse();
    }

    @Test
    void open_pngBomb_isRefusedByItsHeader() throws Exception {
        byte[] bomb = encoded("png");
        ByteBuffer.wrap(bomb).putInt(16, 50_000).putInt(20, 50_001);
        CRC32 checksum = new CRC32();
        checksum.update(bomb, 12, 17);
        ByteBuffer.wrap(bomb).putInt(29, (int) checksum.getValue());

        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> ImageDecoder.open(bomb))
                .withMessage(
                        "its header declares 50000x50001 pixels, where 1 to 67108864 can be"
                                + " decoded");
    }

    @Test
    void decode_pngWithTooFewData_isRefusedBeforePixelsAreAllocated() throws Exception {
        byte[] bomb = encoded("png");
        ByteBuffer.wrap(bomb).putInt(16, 8192).putInt(20, 8192);
        CRC32 checksum = new CRC32();
        checksum.update(bomb, 12, 17);
        ByteBuffer.wrap(bomb).putInt(29, (int) checksum.getValue());

        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> ImageDecoder.decode(bomb, Channels.RGB))
                .withMessageStartingWith("it is truncated: ");
    }

    @Test
    void open_jpegBomb_isRefusedByItsHeader() throws Exception {
        byte[] bomb = encoded("jpg");
        int frame = 0;
        while (bomb[frame] != (byte) 0xff || bomb[frame + 1] != (byte) 0xc0) {
            frame++;
        }
        ByteBuffer.wrap(bomb).putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 3000);

        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> ImageDecoder.open(bomb))
                .withMessageStartingWith("its header declares 3000x65000 pixels, ");
    }

    @Test
    void open_jpegOfManyScans_isRefused() throws Exception {
        byte[] whole = encoded("jpg");
        int scan = 0;
        while (whole[scan] != (byte) 0xff || whole[scan + 1] != (byte) 0xda) {
            scan++;
        }
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(whole, 0, scan);
        for (int i = 0; i <= 500; i++) {
            many.write(whole, scan, whole.length - 2 - scan);
        }
        many.write(whole, whole.length - 2, 2);

        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> ImageDecoder.open(many.toByteArray()))
                .withMessage("it has more than 500 scans");
    }

    private static byte[] encoded(String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }
}
