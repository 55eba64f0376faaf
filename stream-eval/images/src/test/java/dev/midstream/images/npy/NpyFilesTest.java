package dev.midstream.images.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.Image;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFilesTest {

    private static final int IMAGES = 11;
    private static final int BYTES = 4 * 5 * 3;

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, BYTES, 3 * BYTES + 1, 1 << 20})
    void open_writtenInAnyOrder_givesTheImages(long largestMap) throws Exception {
        Path file = directory.resolve("images.npy");
        byte[] all = random(IMAGES * BYTES);
        try (NpyWriter writer = NpyWriter.create(file, IMAGES, 4, 5, 3)) {
            IntStream.range(0, IMAGES)
                    .map(i -> i * 7 % IMAGES)
                    .parallel()
                    .forEach(i -> write(writer, i, slice(all, i)));
        }

        NpyImages images = NpyImages.open(file, largestMap);

        assertThat(images.count()).isEqualTo(IMAGES);
        for (int i = 0; i < IMAGES; i++) {
            assertThat(images.image(i)).isEqualTo(new Image(4, 5, 3, slice(all, i)));
        }
        assertThatThrownBy(() -> images.image(IMAGES))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(Files.size(file)).isEqualTo(128 + all.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, -128})
    void open_otherLengthThanDeclared_isRefused(int change) throws Exception {
        Path file = directory.resolve("images.npy");
        byte[] header = NpyHeader.of("|u1", IMAGES, 4, 5, 3).encode();
        Files.write(file, Arrays.copyOf(header, 128 + IMAGES * BYTES + change));

        assertThatThrownBy(() -> NpyImages.open(file))
                .hasMessage(
                        "%s, %d bytes where its header declares %d",
                        change < 0 ? "truncated" : "too long",
                        128 + IMAGES * BYTES + change,
                        128 + IMAGES * BYTES);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 1 << 20})
    void open_columnMajor_givesTheImages(long largestMap) throws Exception {
        Path file = directory.resolve("images.npy");
        byte[] all = random(IMAGES * BYTES);
        // As numpy.save writes numpy.asfortranarray(images): the first index changes fastest.
        byte[] transposed = new byte[all.length];
        int next = 0;
        for (int c = 0; c < 3; c++) {
            for (int x = 0; x < 5; x++) {
                for (int y = 0; y < 4; y++) {
                    for (int n = 0; n < IMAGES; n++) {
                        transposed[next++] = all[((n * 4 + y) * 5 + x) * 3 + c];
                    }
                }
            }
        }
        write(file, NpyHeader.of(ArrayOrder.COLUMN_MAJOR, "|u1", IMAGES, 4, 5, 3), transposed);

        NpyImages images = NpyImages.open(file, largestMap);

        for (int i = 0; i < IMAGES; i++) {
            assertThat(images.image(i)).isEqualTo(new Image(4, 5, 3, slice(all, i)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void open_oneChannel_isCopiedToThree(int axes) throws Exception {
        Path file = directory.resolve("images.npy");
        NpyHeader header =
                axes == 3 ? NpyHeader.of("|u1", 2, 1, 2) : NpyHeader.of("|u1", 2, 1, 2, 1);
        write(file, header, new byte[] {1, 2, 3, -1});

        assertThat(NpyImages.open(file).image(1).pixels()).containsExactly(3, 3, 3, -1, -1, -1);
    }

    @Test
    void open_otherShapeOrType_isRefusedWithWhatToDo() throws Exception {
        assertShapeRefused(
                NpyHeader.of("|u1", 2, 4),
                "an array |u1 [2, 4] is not |u1 [count, height, width, 3] or, of one channel,"
                        + " [count, height, width]");
        assertShapeRefused(
                NpyHeader.of("|u1", 2, 3, 32, 32),
                "an array |u1 [2, 3, 32, 32] is not |u1 [count, height, width, 3] or, of one"
                        + " channel, [count, height, width]. Its channels come first: move them"
                        + " last");
        assertShapeRefused(
                NpyHeader.of("|u1", 0, 4, 5, 3),
                "an array |u1 [0, 4, 5, 3] is not |u1 [count, height, width, 3] or, of one"
                        + " channel, [count, height, width]");
        assertShapeRefused(
                NpyHeader.of("<f4", 2, 4, 5, 3),
                "an array <f4 [2, 4, 5, 3] does not hold pixels of unsigned bytes (uint8). Save"
                        + " pixels from 0 to 255 with .astype('uint8')");
    }

    private void assertShapeRefused(NpyHeader header, String message) throws IOException {
        Path file = Files.write(directory.resolve("images.npy"), header.encode());
        assertThatThrownBy(() -> NpyImages.open(file))
                .isInstanceOf(NpyFormatException.class)
                .hasMessage(message);
    }

    @Test
    void labels_ofOneColumn_areRead() throws Exception {
        assertThat(labels(NpyHeader.of("|u1", 3, 1), new byte[] {5, 0, 2}))
                .containsExactly(5, 0, 2);
        assertThatThrownBy(() -> labels(NpyHeader.of("|u1", 3, 2), new byte[6]))
                .hasMessage("an array |u1 [3, 2] is not a vector of integer labels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"|u1", "|i1", "<u2", "<i4", ">i4", "<u4", "<i8", ">i8"})
    void labels_anyWidth_areRead(String type) throws Exception {
        int width = type.charAt(2) - '0';
        ByteBuffer data = ByteBuffer.allocate(3 * width);
        for (int label : new int[] {3, 0, 99}) {
            byte[] value = new byte[8];
            ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).putLong(label);
            byte[] bytes = Arrays.copyOf(value, width);
            if (type.startsWith(">")) {
                for (int i = 0; i < width; i++) {
                    bytes[i] = value[width - 1 - i];
                }
            }
            data.put(bytes);
        }

        assertThat(labels(NpyHeader.of(type, 3), data.array())).containsExactly(3, 0, 99);
    }

    @Test
    void labels_damaged_areRefused() {
        assertThatThrownBy(() -> labels(NpyHeader.of("|u1", 3), new byte[2]))
                .hasMessage("truncated at offset 130, its header declares 3 labels");
        assertThatThrownBy(() -> labels(NpyHeader.of("|u1", 3), new byte[4]))
                .hasMessage("data follows the 3 labels at offset 131");
        assertThatThrownBy(() -> labels(NpyHeader.of("|i1", 2), new byte[] {1, -1}))
                .hasMessage("label -1 at offset 129 is not a class");
        assertThatThrownBy(() -> labels(NpyHeader.of("<f8", 1), new byte[8]))
                .hasMessage(
                        "an array <f8 [1] is not a vector of integer labels. Save labels with"
                                + " .astype('int64')");
        assertThatThrownBy(() -> labels(NpyHeader.of("<i8", 2_000_000_000), new byte[8]))
                .hasMessageContaining("is not a vector of integer labels");
    }

    @Test
    void write_wrongItem_isRefused() throws Exception {
        try (NpyWriter writer = NpyWriter.create(directory.resolve("a.npy"), 2, 3)) {
            assertThatThrownBy(() -> writer.write(2, new byte[3]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.write(0, new byte[4]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static int[] labels(NpyHeader header, byte[] data) throws IOException {
        byte[] start = header.encode();
        byte[] file = Arrays.copyOf(start, start.length + data.length);
        System.arraycopy(data, 0, file, start.length, data.length);
        return NpyLabels.read(new ByteArrayInputStream(file));
    }

    private static void write(Path file, NpyHeader header, byte[] data) throws IOException {
        byte[] start = header.encode();
        byte[] whole = Arrays.copyOf(start, start.length + data.length);
        System.arraycopy(data, 0, whole, start.length, data.length);
        Files.write(file, whole);
    }

    private static void write(NpyWriter writer, int item, byte[] content) {
        try {
            writer.write(item, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] slice(byte[] all, int index) {
        return Arrays.copyOfRange(all, index * BYTES, (index + 1) * BYTES);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"256, |u1", "257, <i4"})
    void labels_written_areReadAgainAsOftenAsTheyWereRepeated(int classes, String type)
            throws Exception {
        int[] labels = {0, 255, classes - 1};
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        NpyLabels.write(file, labels, 2, classes);

        assertThat(NpyHeader.read(new ByteArrayInputStream(file.toByteArray())).type())
                .isEqualTo(type);
        assertThat(NpyLabels.read(new ByteArrayInputStream(file.toByteArray())))
                .containsExactly(0, 255, classes - 1, 0, 255, classes - 1);
    }
}
