package dev.midstream.publisher.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.images.Image;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.decode.Channels;
import dev.midstream.images.decode.ImageDecoder;
import dev.midstream.images.decode.ImageFormat;
import dev.midstream.images.decode.Luminance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A published image is that of the data set, whatever file it comes from and however it travels.
 */
class PixelEncodingTest {

    private static final Path FILES =
            Path.of("../images/src/test/resources/dev/midstream/images/decode");

    @TempDir private Path directory;

    @Test
    void encode_imageFileOfAnyKind_arrivesAsPillowReadsIt() throws Exception {
        int compared = 0;
        for (JsonNode file : files()) {
            String name = file.get("name").asText();
            byte[] content = Files.readAllBytes(FILES.resolve(name));
            if (file.has("refused") || name.equals("jpeg/arithmetic.jpg")) {
                continue;
            }
            Image image = throughDataset(content);

            byte[] png = PixelEncoding.PNG.encode(image);

            assertThat(PixelEncoding.RAW.encode(image)).as(name).isEqualTo(image.pixels());
            assertThat(ImageDecoder.open(png, ImageFormat.PNG).decode(Channels.RGB))
                    .as(name)
                    .isEqualTo(image);
            // What a model of one channel gets, from the record or from the file itself.
            assertThat(Luminance.ofPixels(image.pixels()))
                    .as(name)
                    .isEqualTo(ImageDecoder.decode(png, Channels.GREY).pixels())
                    .isEqualTo(ImageDecoder.decode(content, Channels.GREY).pixels());
            if (isEqualToPillow(file)) {
                assertThat(image.pixels()).as(name).isEqualTo(bytes(file, "rgb"));
                assertThat(Luminance.ofPixels(image.pixels()))
                        .as(name)
                        .isEqualTo(bytes(file, "grey"));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(170);
    }

    private Image throughDataset(byte[] content) throws Exception {
        Path folder = Files.createDirectories(directory.resolve("test/class"));
        Path file = Files.write(folder.resolve("image.png"), content);
        try {
            return Datasets.open("image-folder", directory, Split.TEST).image(0);
        } finally {
            Files.delete(file);
        }
    }

    /** Samples of 16 bits and damaged data may differ: docs/image-files.md. */
    private static boolean isEqualToPillow(JsonNode file) {
        String name = file.get("name").asText();
        return !file.has("high") && !name.contains("damaged") && !name.contains("16-bit");
    }

    private static List<JsonNode> files() throws Exception {
        List<JsonNode> files = new ArrayList<>();
        new ObjectMapper()
                .readTree(FILES.resolve("pillow.json").toFile())
                .get("files")
                .forEach(files::add);
        return files;
    }

    private static byte[] bytes(JsonNode file, String field) {
        return Base64.getDecoder().decode(file.get(field).asText());
    }
}
