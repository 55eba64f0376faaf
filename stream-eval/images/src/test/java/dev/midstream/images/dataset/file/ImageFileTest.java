package dev.midstream.images.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.DatasetException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTest {

    /** Pillow's JPEG of 16x16 pixels of the inks 40, 90, 160, 30. */
    private static final String CMYK =
            "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYH"
                + "CQcGBggLCAkKCgoKCgYICwwLCgwJCgoK/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEB"
                + "AAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQy"
                + "gZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hp"
                + "anN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY"
                + "2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD9XK+lK+e6/YSiiiiiiiiiiiiv/9k=";

    @TempDir private Path directory;

    @Test
    void decode_cmykJpeg_equalsPillow() throws Exception {
        Image image = ImageFile.decode(Base64.getDecoder().decode(CMYK));

        assertThat(image.height()).isEqualTo(16);
        for (int i = 0; i < 256; i++) {
            assertThat(image.pixels()[3 * i] & 0xff).isEqualTo(190);
            assertThat(image.pixels()[3 * i + 1] & 0xff).isEqualTo(146);
            assertThat(image.pixels()[3 * i + 2] & 0xff).isEqualTo(84);
        }
    }

    @Test
    void read_pngBomb_isRefusedBeforeItIsDecoded() throws Exception {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", small);
        byte[] bomb = small.toByteArray();
        // Width and height in the IHDR chunk, and its checksum.
        ByteBuffer.wrap(bomb).putInt(16, 50_000).putInt(20, 50_001);
        CRC32 checksum = new CRC32();
        checksum.update(bomb, 12, 17);
        ByteBuffer.wrap(bomb).putInt(29, (int) checksum.getValue());
        Path file = Files.write(directory.resolve("bomb.png"), bomb);

        assertThatThrownBy(() -> ImageFile.read(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(
                        "Cannot read "
                                + file
                                + ": its header declares 50000x50001 pixels, more than 16777216"
                                + " (at or before offset ");
    }

    @Test
    void read_jpegBomb_isRefusedBeforeItIsDecoded() throws Exception {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpg", small);
        byte[] bomb = small.toByteArray();
        int frame = 0;
        while (bomb[frame] != (byte) 0xff || bomb[frame + 1] != (byte) 0xc0) {
            frame++;
        }
        ByteBuffer.wrap(bomb).putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 300);
        Path file = Files.write(directory.resolve("bomb.jpg"), bomb);

        assertThatThrownBy(() -> ImageFile.read(file))
                .hasMessageContaining("its header declares 300x65000 pixels, more than 16777216");
    }

    @Test
    void read_gif_isRefused() throws Exception {
        Path file = directory.resolve("a.png");
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "gif", file.toFile());

        assertThatThrownBy(() -> ImageFile.read(file))
                .hasMessageContaining("it is neither a JPEG nor a PNG image");
    }
}
