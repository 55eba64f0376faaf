package dev.midstream.job.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.ImageEncoding;
import dev.midstream.images.Image;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of every kind of PNG and JPEG against data sets and against what Pillow reads. */
final class CompressedImageTest {

    private static final Path FILES =
            Path.of("../images/src/test/resources/dev/midstream/images/decode");

    @TempDir private Path directory;

    @Test
    void read_recordOfAnyKind_equalsDatasetAndPillow() throws Exception {
        List<String> compared = new ArrayList<>();
        int equalToPillow = 0;
        for (JsonNode file : files()) {
            String name = file.get("name").asText();
            byte[] content = Files.readAllBytes(FILES.resolve(name));
            if (file.has("refused") || name.equals("jpeg/arithmetic.jpg")) {
                assertRefused(content, encoding(name));
                continue;
            }
            int height = file.get("height").asInt();
            int width = file.get("width").asInt();

            byte[] rgb = TwoWays.throughRecord(content, encoding(name), height, width, 3);
            byte[] grey = TwoWays.throughRecord(content, encoding(name), height, width, 1);

            Image dataset = TwoWays.throughDataset(content, directory);
            assertThat(rgb).as(name).isEqualTo(dataset.pixels());
            compared.add(name);
            // 16-bit grey and damaged data are what differs from Pillow, see docs/image-files.md.
            if (!file.has("high") && !name.contains("damaged")) {
                assertThat(rgb).as(name).isEqualTo(bytes(file, "rgb"));
                assertThat(grey).as(name).isEqualTo(bytes(file, "grey"));
                equalToPillow++;
            }
        }

        assertThat(compared).hasSizeGreaterThan(150);
        assertThat(equalToPillow).isGreaterThan(140);
    }

    @Test
    void read_greyPngOf128_isSeenAs128() throws Exception {
        JsonNode file = null;
        for (JsonNode candidate : files()) {
            file = candidate.get("name").asText().equals("png/grey-8.png") ? candidate : file;
        }
        assertThat(file).isNotNull();
        byte[] content = Files.readAllBytes(FILES.resolve("png/grey-8.png"));

        byte[] rgb = TwoWays.throughRecord(content, ImageEncoding.PNG, 13, 17, 3);

        byte[] grey = bytes(file, "grey");
        for (int i = 0; i < rgb.length; i++) {
            assertThat(rgb[i]).isEqualTo(grey[i / 3]);
        }
    }

    private static void assertRefused(byte[] content, ImageEncoding encoding) {
        assertThatExceptionOfType(RejectedRecordException.class)
                .isThrownBy(() -> TwoWays.throughRecord(content, encoding, 13, 17, 3))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.UNREADABLE_IMAGE))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").endsWith("."));
    }

    private static List<JsonNode> files() throws Exception {
        List<JsonNode> files = new ArrayList<>();
        for (JsonNode file :
                new ObjectMapper().readTree(FILES.resolve("pillow.json").toFile()).get("files")) {
            if (!file.get("name").asText().startsWith("other/")) {
                files.add(file);
            }
        }
        return files;
    }

    private static ImageEncoding encoding(String name) {
        return name.startsWith("png/") ? ImageEncoding.PNG : ImageEncoding.JPEG;
    }

    private static byte[] bytes(JsonNode file, String field) {
        return Base64.getDecoder().decode(file.get(field).asText());
    }
}
