package dev.midstream.publisher.corrupt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.npy.NpyHeader;
import dev.midstream.publisher.TestCommandLine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorruptCommandTest {

    private static final int IMAGES = 37;

    @TempDir private Path data;

    private final TestCommandLine line = new TestCommandLine();

    @BeforeEach
    void writeImages() throws IOException {
        byte[] content = new byte[IMAGES * 3073];
        new Random(1).nextBytes(content);
        for (int i = 0; i < IMAGES; i++) {
            content[i * 3073] = (byte) (i % 10);
        }
        Files.write(data.resolve("test_batch.bin"), content);
    }

    @Test
    void corrupt_cifarLayout_readsBackAsTheCorruptorGivesIt() throws Exception {
        Path out = data.resolve("c");

        assertThat(
                        corrupt(
                                "--out",
                                out.toString(),
                                "--corruptions",
                                "snow,contrast",
                                "--seed",
                                "4"))
                .isZero();

        assertThat(line.out())
                .startsWith("cifar10: 370 images of 2 corruptions in " + out + ", 370 of them");
        CorruptedDataset made = (CorruptedDataset) Datasets.open("corrupted-npy", out, Split.TEST);
        assertThat(made.imagesPerCondition()).isEqualTo(IMAGES);
        assertThat(made.conditions()).hasSize(10);
        assertEqual(made, Datasets.open("cifar10", data, Split.TEST), 4);
        JsonNode manifest = manifest(out);
        assertThat(manifest.get("seed").asLong()).isEqualTo(4);
        assertThat(manifest.get("parameterSet").asText()).isEqualTo("32 pixels");
        assertThat(manifest.at("/corruptions/0/name").asText()).isEqualTo("snow");
        assertThat(manifest.at("/corruptions/0/images").asInt()).isEqualTo(5 * IMAGES);
        assertThat(manifest.at("/corruptions/0/sha256").asText())
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(
                                                        Files.readAllBytes(
                                                                out.resolve("snow.npy")))));
        assertThat(names(out))
                .containsExactly(
                        "classes.txt", "contrast.npy", "labels.npy", "manifest.json", "snow.npy");
        assertThat(made.classes()).startsWith("airplane").endsWith("truck").hasSize(10);
    }

    @Test
    void corrupt_classesThatAreNumbers_directoriesAreTheirNumbers() throws Exception {
        Path file = data.resolve("four.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("images.npy"));
            zip.write(NpyHeader.of("|u1", 8, 32, 32, 3).encode());
            zip.write(new byte[8 * 32 * 32 * 3]);
            zip.putNextEntry(new ZipEntry("labels.npy"));
            zip.write(NpyHeader.of("|u1", 8).encode());
            zip.write(new byte[] {0, 1, 2, 3, 0, 1, 2, 3});
        }
        Path out = data.resolve("four-c");

        int code =
                line.execute(
                        "corrupt",
                        "--dataset",
                        "npz",
                        "--data",
                        file.toString(),
                        "--out",
                        out.toString(),
                        "--layout",
                        "tiny-imagenet-c",
                        "--corruptions",
                        "contrast",
                        "--severities",
                        "1");

        assertThat(line.lastError()).isEmpty();
        assertThat(code).isZero();
        assertThat(names(out.resolve("contrast/1"))).containsExactly("0", "1", "2", "3");
    }

    @Test
    void corrupt_pictureLayout_readsBackAsTheCorruptorGivesIt() throws Exception {
        Path tiny = writeTinyImageNet();
        Path out = data.resolve("tiny-c");

        int code =
                line.execute(
                        "corrupt",
                        "--dataset",
                        "tiny-imagenet",
                        "--data",
                        tiny.toString(),
                        "--out",
                        out.toString(),
                        "--layout",
                        "tiny-imagenet-c",
                        "--corruptions",
                        "gaussian_noise",
                        "--severities",
                        "2,4");

        assertThat(code).isZero();
        CorruptedDataset made =
                (CorruptedDataset) Datasets.open("tiny-imagenet-c", out, Split.TEST);
        ImageDataset clean = Datasets.open("tiny-imagenet", tiny, Split.TEST);
        assertThat(made.conditions())
                .containsExactly(
                        new Condition("gaussian_noise", 2), new Condition("gaussian_noise", 4));
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < 3; i++) {
                int index = made.index(c, i);
                String id = clean.imageId(i);
                assertThat(made.imageId(index)).isEqualTo(id.replace(".JPEG", ".png"));
                assertThat(made.label(index)).isEqualTo(clean.label(i));
                assertThat(made.image(index))
                        .isEqualTo(
                                new Corruptor(0)
                                        .apply(clean.image(i), id, made.conditions().get(c)));
            }
        }
    }

    @Test
    void corrupt_repeated_keepsWhatIsFinished() throws Exception {
        Path out = data.resolve("c");
        assertThat(corrupt("--out", out.toString(), "--corruptions", "snow")).isZero();
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(out.resolve("snow.npy"), longAgo);

        assertThat(corrupt("--out", out.toString(), "--corruptions", "snow,contrast")).isZero();

        assertThat(line.out()).contains("370 images of 2 corruptions", "185 of them written");
        assertThat(Files.getLastModifiedTime(out.resolve("snow.npy"))).isEqualTo(longAgo);
        assertThat(manifest(out).get("corruptions")).hasSize(2);

        Files.delete(out.resolve("snow.npy"));
        assertThat(corrupt("--out", out.toString(), "--corruptions", "snow,contrast")).isZero();
        assertThat(out.resolve("snow.npy")).exists();
        assertThat(manifest(out).get("corruptions")).hasSize(2);
    }

    @Test
    void corrupt_otherResizingOfTheSameSize_isNotContinued() throws Exception {
        Path out = data.resolve("c");
        assertThat(corrupt("--out", out.toString(), "--corruptions", "contrast", "--crop", "16"))
                .isZero();
        assertThat(manifest(out).get("resizing").asText()).isEqualTo("--crop 16");
        assertThat(manifest(out).get("height").asInt()).isEqualTo(16);
        assertThat(line.out()).contains("the centre of 16x16 pixels is cropped");

        assertThat(corrupt("--out", out.toString(), "--corruptions", "contrast", "--resize", "16"))
                .isEqualTo(1);

        assertThat(line.lastError()).contains("its manifest.json has another resizing than this");
    }

    @Test
    void corrupt_directoryOfAnEarlierVersion_isContinued() throws Exception {
        Path out = data.resolve("c");
        assertThat(corrupt("--out", out.toString(), "--corruptions", "contrast")).isZero();
        Path manifest = out.resolve("manifest.json");
        String earlier = Files.readString(manifest).replaceFirst(".*\"resizing\".*\\n", "");
        Files.writeString(manifest, earlier);

        assertThat(corrupt("--out", out.toString(), "--corruptions", "contrast")).isZero();

        assertThat(earlier).doesNotContain("resizing");
        assertThat(line.out()).contains(" 0 of them written");
    }

    @Test
    void corrupt_otherOptionsOrForeignFiles_areRefused() throws Exception {
        Path out = data.resolve("c");
        assertThat(corrupt("--out", out.toString(), "--corruptions", "contrast")).isZero();

        assertThat(corrupt("--out", out.toString(), "--corruptions", "contrast", "--seed", "1"))
                .isEqualTo(1);
        assertThat(line.lastError())
                .isEqualTo(
                        "Cannot continue in "
                                + out
                                + ": its manifest.json has another seed than this command. Name"
                                + " another directory.");
        assertThat(corrupt("--out", data.toString())).isEqualTo(1);
        assertThat(line.lastError())
                .isEqualTo(
                        "Cannot write to "
                                + data
                                + ": it is not empty and has no manifest.json. Name another"
                                + " directory.");
    }

    @Test
    void corrupt_limit_takesTheImagesOfPublish() throws Exception {
        Path out = data.resolve("c");

        assertThat(corrupt("--out", out.toString(), "--corruptions", "contrast", "--limit", "5"))
                .isZero();

        ImageDataset clean = Datasets.open("cifar10", data, Split.TEST);
        assertThat(Datasets.open("corrupted-npy", out, Split.TEST).labels())
                .startsWith(Subset.firstOf(clean, 5, 0).listed().labels());
    }

    @Test
    void corrupt_contactSheet_showsEveryCellAtAWholeMagnification() throws Exception {
        Path sheet = data.resolve("sheet.png");

        assertThat(corrupt("--contact-sheet", sheet.toString(), "--corruptions", "snow,contrast"))
                .isZero();

        BufferedImage page = ImageIO.read(sheet.toFile());
        assertThat(page.getWidth()).isGreaterThan(5 * 102);
        assertThat(page.getHeight()).isBetween(3 * 102, 3 * 102 + 80);
        ImageDataset clean = Datasets.open("cifar10", data, Split.TEST);
        byte[] pixels =
                new Corruptor(0)
                        .apply(clean.image(0), clean.imageId(0), new Condition("contrast", 5))
                        .pixels();
        // The last cell ends 16 + 6 pixels from the right edge and 16 + 6 from the lower one.
        int left = page.getWidth() - 22 - 96;
        int top = page.getHeight() - 22 - 96;
        for (int y = 0; y < 96; y++) {
            for (int x = 0; x < 96; x++) {
                int at = (y / 3 * 32 + x / 3) * 3;
                int colour =
                        (pixels[at] & 0xff) << 16
                                | (pixels[at + 1] & 0xff) << 8
                                | pixels[at + 2] & 0xff;
                assertThat(page.getRGB(left + x, top + y) & 0xffffff).isEqualTo(colour);
            }
        }
    }

    @Test
    void corrupt_contactSheetNowhere_failsInOneLine() {
        Path sheet = data.resolve("missing/sheet.png");

        assertThat(corrupt("--contact-sheet", sheet.toString(), "--corruptions", "contrast"))
                .isEqualTo(1);
        assertThat(line.lastError())
                .isEqualTo("Cannot write " + sheet + ". Is its directory there?");
    }

    @Test
    void corrupt_wrongArguments_exitWithTwo() {
        assertWrong("Unknown layout: zip. Use cifar-c or tiny-imagenet-c.", "--layout", "zip");
        assertWrong("Unknown format: gif. Use png or jpeg.", "--format", "gif");
        assertWrong("Cannot make a run of no conditions.", "--corruptions", "none");
        assertWrong("Cannot write the layout cifar-c: it has all", "--severities", "1-4");
        assertThat(corrupt()).isEqualTo(2);
        assertThat(line.lastError()).contains("Missing required option: --out=DIR or");
    }

    @Test
    void corrupt_damagedImage_isNamedBeforeAnythingIsWritten() throws Exception {
        Path tiny = writeTinyImageNet();
        Files.writeString(tiny.resolve("val/images/val_1.JPEG"), "no picture");
        Path out = data.resolve("tiny-c");
        String[] command = {
            "corrupt",
            "--dataset=tiny-imagenet",
            "--data=" + tiny,
            "--out=" + out,
            "--layout=tiny-imagenet-c",
            "--corruptions=contrast"
        };

        assertThat(line.execute(command)).isEqualTo(1);

        assertThat(line.lastError())
                .startsWith("Cannot read 1 of 3 images: n1/val_1.JPEG. The first: ")
                .endsWith("Mend them, or leave them out with --skip-unreadable.");
        assertThat(out).doesNotExist();
        String[] skipping = Arrays.copyOf(command, command.length + 1);
        skipping[command.length] = "--skip-unreadable";
        assertThat(line.execute(skipping)).as(line.lastError()).isZero();
        assertThat(names(out)).containsExactly("contrast", "manifest.json");
    }

    private void assertWrong(String message, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--out", data.resolve("x").toString()));
        all.addAll(List.of(arguments));
        assertThat(corrupt(all.toArray(new String[0]))).isEqualTo(2);
        assertThat(line.lastError()).startsWith(message);
    }

    private static void assertEqual(CorruptedDataset made, ImageDataset clean, long seed) {
        for (int c = 0; c < made.conditions().size(); c++) {
            for (int i = 0; i < IMAGES; i++) {
                int index = made.index(c, i);
                assertThat(made.image(index))
                        .isEqualTo(
                                new Corruptor(seed)
                                        .apply(
                                                clean.image(i),
                                                clean.imageId(i),
                                                made.conditions().get(c)));
                assertThat(made.label(index)).isEqualTo(clean.label(i));
            }
        }
    }

    private int corrupt(String... arguments) {
        List<String> all =
                new ArrayList<>(
                        List.of("corrupt", "--dataset", "cifar10", "--data", data.toString()));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(new String[0]));
    }

    private Path writeTinyImageNet() throws IOException {
        Path tiny = Files.createDirectories(data.resolve("tiny"));
        Path images = Files.createDirectories(tiny.resolve("val/images"));
        Files.writeString(tiny.resolve("wnids.txt"), "n1\nn2\n");
        Files.writeString(
                tiny.resolve("val/val_annotations.txt"),
                "val_0.JPEG\tn1\nval_1.JPEG\tn1\nval_2.JPEG\tn2\n");
        Random random = new Random(1);
        for (int i = 0; i < 3; i++) {
            BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
            for (int k = 0; k < 64 * 64; k++) {
                image.setRGB(k % 64, k / 64, random.nextInt());
            }
            ImageIO.write(image, "png", images.resolve("val_" + i + ".JPEG").toFile());
        }
        return tiny;
    }

    private static JsonNode manifest(Path out) throws IOException {
        return new ObjectMapper().readTree(out.resolve("manifest.json").toFile());
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
