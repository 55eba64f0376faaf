package dev.midstream.images.dataset.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.dataset.ArrayNames;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.DatasetReading;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.label.NoisyLabels;
import dev.midstream.images.npy.ArrayOrder;
import dev.midstream.images.npy.NpyHeader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpzImagesTest {

    private static final byte[] PIXELS = new byte[3 * 2 * 4 * 3];

    static {
        for (int i = 0; i < PIXELS.length; i++) {
            PIXELS[i] = (byte) (i * 3);
        }
    }

    @TempDir private Path directory;

    @Test
    void open_imagesAndLabels_areRead() throws Exception {
        Path file = write(PIXELS, new byte[] {11, 0, 5});

        ImageDataset dataset = Datasets.open("npz", file, Split.TEST);

        assertThat(dataset.size()).isEqualTo(3);
        assertThat(dataset.height()).isEqualTo(2);
        assertThat(dataset.width()).isEqualTo(4);
        assertThat(dataset.labels()).containsExactly(11, 0, 5);
        assertThat(dataset.classes()).hasSize(12).startsWith("0", "1").endsWith("10", "11");
        assertThat(dataset.imageId(2)).isEqualTo("test-00002");
        assertThat(dataset.image(2).pixels()).isEqualTo(Arrays.copyOfRange(PIXELS, 48, 72));
    }

    @Test
    void open_numbersForLabels_noiseDrawsFromThemAlone() throws Exception {
        byte[] labels = new byte[40];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i % 4);
        }
        Path file =
                write(
                        Map.of(
                                "images",
                                array(NpyHeader.of("|u1", 40, 1, 1, 3), new int[120]),
                                "labels",
                                concatenated(NpyHeader.of("|u1", 40).encode(), labels)));

        ImageDataset dataset = Datasets.open("npz", file, Split.TEST);

        assertThat(dataset.classes()).containsExactly("0", "1", "2", "3");
        NoisyLabels noisy =
                new LabelNoise(LabelNoise.Kind.SYMMETRIC, 0.5, 1)
                        .apply(dataset.labels(), dataset.classes().size());
        assertThat(noisy.flippedCount()).isEqualTo(20);
        for (int i = 0; i < noisy.count(); i++) {
            assertThat(noisy.observed(i)).isBetween(0, 3);
        }
    }

    @Test
    void open_namesInTheFile_areTheClasses() throws Exception {
        byte[] unicode = "cat\0dog\0\u732b\0\0\0".getBytes(Charset.forName("UTF-32LE"));
        for (String array : List.of("classes", "class_names", "label_names")) {
            assertThat(named(array, "<U4", unicode).classes())
                    .containsExactly("cat", "dog", "\u732b");
        }
        byte[] big = "cat\0dog\0\u732b\0\0\0".getBytes(Charset.forName("UTF-32BE"));
        assertThat(named("classes", ">U4", big).classes()).containsExactly("cat", "dog", "\u732b");
        byte[] bytes = "cat\0dog\0caf\0".getBytes(UTF_8);
        assertThat(named("classes", "|S4", bytes).classes()).containsExactly("cat", "dog", "caf");
    }

    @Test
    void open_namesThatAreNone_areRefused() {
        assertThatThrownBy(() -> named("classes", "|O", new byte[9]))
                .hasMessageEndingWith(
                        ": an array |O [3] is not a vector of names. Save names with"
                                + " .astype('U').");
        assertThatThrownBy(() -> named("classes", "<U0", new byte[0]))
                .hasMessageEndingWith(
                        ": an array <U0 [3] is not a vector of names. Save names with"
                                + " .astype('U').");
        assertThatThrownBy(() -> named("classes", "<U4", new byte[9]))
                .hasMessageContaining("truncated at offset ");
        byte[] invalid = new byte[48];
        Arrays.fill(invalid, (byte) -1);
        assertThatThrownBy(() -> named("classes", "<U4", invalid))
                .hasMessageContaining("a name has the code point -1");
    }

    @Test
    void open_userNamesTheClasses_areTakenIfTheyAreEnough() throws Exception {
        Path file = write(PIXELS, new byte[] {0, 1, 2});

        assertThat(open(file, List.of("a", "b", "c", "d")).classes())
                .containsExactly("a", "b", "c", "d");
        assertThatThrownBy(() -> open(file, List.of("a", "b")))
                .hasMessage(
                        "Cannot read %s: it has label 2, but names of 2 classes. Name all of"
                                + " them.",
                        file);
        Path unlabelled = write(PIXELS, new byte[0]);
        assertThatThrownBy(() -> open(unlabelled, List.of("a", "b", "c")))
                .hasMessage(
                        "Cannot open data set npz: --classes names classes, but its images have no"
                                + " labels.");
    }

    @Test
    void open_userNamesClassesThatHaveNames_isRefused() throws Exception {
        byte[] bytes = "cat\0dog\0owl\0".getBytes(UTF_8);
        named("classes", "|S4", bytes);

        assertThatThrownBy(() -> open(directory.resolve("arrays.npz"), List.of("a", "b", "c")))
                .hasMessage(
                        "Cannot open data set npz: its classes have names, which --classes cannot"
                                + " change. Use --class-map where those of a model differ.");
        assertThat(open(directory.resolve("arrays.npz"), List.of("cat", "dog", "owl")).classes())
                .hasSize(3);
    }

    private static ImageDataset open(Path file, List<String> classes) throws DatasetException {
        return Datasets.open(
                "npz", file, Split.TEST, DatasetReading.DEFAULT.named(ArrayNames.KNOWN, classes));
    }

    /** A data set whose three classes are named in an array. */
    private ImageDataset named(String array, String type, byte[] names)
            throws IOException, DatasetException {
        Path file =
                write(
                        Map.of(
                                "images",
                                array(NpyHeader.of("|u1", 3, 1, 1, 3), new int[9]),
                                "labels",
                                array(NpyHeader.of("|u1", 3), 0, 2, 1),
                                array,
                                concatenated(NpyHeader.of(type, 3).encode(), names)));
        return Datasets.open("npz", file, Split.TEST);
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void open_imagesOnly_hasNoLabels() throws Exception {
        ImageDataset dataset = Datasets.open("npz", write(PIXELS, new byte[0]), Split.TEST);

        assertThat(dataset.labelled()).isFalse();
        assertThat(dataset.classes()).isEmpty();
        assertThat(dataset.label(1)).isEqualTo(-1);
        assertThat(Subset.leading(dataset, dataset.size()).labelled()).isFalse();
    }

    @Test
    void open_damaged_isRefused() throws Exception {
        Path file = write(Arrays.copyOf(PIXELS, 60), new byte[0]);
        assertRefused(
                file,
                "Cannot read "
                        + file
                        + ": array images is truncated at offset 188, its header declares 3"
                        + " images.");

        write(Arrays.copyOf(PIXELS, 73), new byte[0]);
        assertRefused(file, "Cannot read " + file + ": data follows the images at offset 200.");

        write(PIXELS, new byte[] {1, 2});
        assertRefused(file, "Cannot read " + file + ": it holds 2 labels for 3 images.");

        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> Datasets.open("npz", file, Split.TEST))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("Cannot read " + file + ": ");

        assertThatThrownBy(() -> Datasets.open("npz", directory, Split.TEST))
                .hasMessage("Cannot open data set npz: %s is not a file.", directory);
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> Datasets.open("npz", file, Split.TEST))
                .isInstanceOf(DatasetException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"test_images, test_labels", "x_test, y_test", "images, labels"})
    void open_arraysOfAKnownPattern_areThoseOfTheSplit(String images, String labels)
            throws Exception {
        Path file =
                write(
                        Map.of(
                                "train_images",
                                array(NpyHeader.of("|u1", 1, 1, 1), 50),
                                "train_labels",
                                array(NpyHeader.of("|u1", 1), 1),
                                images,
                                array(NpyHeader.of("|u1", 2, 1, 1), 7, 9),
                                labels,
                                array(NpyHeader.of("<i2", 2, 1), 1, 0, 0, 0)));

        ImageDataset test = Datasets.open("npz", file, Split.TEST);
        ImageDataset train = Datasets.open("npz", file, Split.TRAIN);

        assertThat(test.size()).isEqualTo(2);
        assertThat(test.labels()).containsExactly(1, 0);
        assertThat(test.image(1).pixels()).containsExactly(9, 9, 9);
        assertThat(test.remarks()).isEmpty();
        assertThat(train.image(0).pixels()).containsExactly(50, 50, 50);
        assertThat(train.labels()).containsExactly(1);
    }

    @Test
    void open_columnMajor_isTransposed() throws Exception {
        // Two images of 1 x 2 pixels in RGB: pixel p of image n has the value 100 n + 10 p + c.
        int[] values = new int[12];
        int next = 0;
        for (int c = 0; c < 3; c++) {
            for (int x = 0; x < 2; x++) {
                for (int n = 0; n < 2; n++) {
                    values[next++] = 100 * n + 10 * x + c;
                }
            }
        }
        NpyHeader header = NpyHeader.of(ArrayOrder.COLUMN_MAJOR, "|u1", 2, 1, 2, 3);
        Path file = write(Map.of("images", array(header, values)));

        assertThat(Datasets.open("npz", file, Split.TEST).image(1).pixels())
                .containsExactly(100, 101, 102, 110, 111, 112);
    }

    @Test
    void open_columnMajorThatDeclaresMoreThanThereIs_isRefusedBeforeMemoryIsTaken()
            throws Exception {
        NpyHeader header = NpyHeader.of(ArrayOrder.COLUMN_MAJOR, "|u1", 100, 3000, 3000);
        Path file = write(Map.of("images", array(header, new int[200])));

        assertRefused(
                file,
                "Cannot read "
                        + file
                        + ": array images is truncated at offset 328, its header declares 100"
                        + " images.");
    }

    @Test
    void open_unknownNames_areNamedAndCanBeGiven() throws Exception {
        Path file =
                write(
                        Map.of(
                                "pictures",
                                array(NpyHeader.of("|u1", 2, 1, 1), 7, 9),
                                "digits",
                                array(NpyHeader.of("|u1", 2), 1, 0)));

        assertThatThrownBy(() -> Datasets.open("npz", file, Split.TEST))
                .hasMessageStartingWith(
                        "Cannot read %s: it has no array named test_images, x_test, images, but ",
                        file)
                .hasMessageContainingAll("pictures", "digits")
                .hasMessageEndingWith(". Name the images with --images-array.");
        ImageDataset both = Datasets.open("npz", file, Split.TEST, named("pictures", "digits"));
        assertThat(both.labels()).containsExactly(1, 0);
        ImageDataset images = Datasets.open("npz", file, Split.TEST, named("pictures", null));
        assertThat(images.labelled()).isFalse();
        assertThat(images.remarks())
                .containsExactly(
                        "The images of array pictures have no labels; the file also has digits."
                                + " Name labels with --labels-array.");
        assertThatThrownBy(
                        () -> Datasets.open("npz", file, Split.TEST, named("pictures", "labels")))
                .hasMessageStartingWith(
                        "Cannot read %s: it has no array named labels (--labels-array), but ",
                        file);
    }

    @Test
    void open_arraysOfADirectory_areRefused() {
        assertThatThrownBy(
                        () ->
                                Datasets.open(
                                        "cifar10", directory, Split.TEST, named("pictures", null)))
                .hasMessage(
                        "Cannot open data set cifar10: --images-array and --labels-array name"
                                + " arrays of an npz file, and it is none.");
    }

    private static DatasetReading named(String images, @Nullable String labels) {
        return DatasetReading.DEFAULT.named(
                new ArrayNames(Optional.of(images), Optional.ofNullable(labels)), List.of());
    }

    private static byte[] array(NpyHeader header, int... values) {
        byte[] start = header.encode();
        byte[] file = Arrays.copyOf(start, start.length + values.length);
        for (int i = 0; i < values.length; i++) {
            file[start.length + i] = (byte) values[i];
        }
        return file;
    }

    private Path write(Map<String, byte[]> arrays) throws IOException {
        Path file = directory.resolve("arrays.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
            }
        }
        return file;
    }

    private Path write(byte[] pixels, byte[] labels) throws IOException {
        Path file = directory.resolve("images.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("images.npy"));
            zip.write(NpyHeader.of("|u1", 3, 2, 4, 3).encode());
            zip.write(pixels);
            if (labels.length > 0) {
                zip.putNextEntry(new ZipEntry("labels.npy"));
                zip.write(NpyHeader.of("|u1", labels.length).encode());
                zip.write(labels);
            }
        }
        return file;
    }
}
