package dev.midstream.images.dataset.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.dataset.DatasetException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTest {

    @TempDir private Path directory;

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
                .hasMessage(
                        "Cannot read "
                                + file
                                + ": its header declares 50000x50001 pixels, where 1 to 67108864"
                                + " can be decoded.");
    }
}
