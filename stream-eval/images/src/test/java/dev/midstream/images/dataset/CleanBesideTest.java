package dev.midstream.images.dataset;

import static dev.midstream.images.dataset.file.TestPictures.colour;
import static dev.midstream.images.dataset.file.TestPictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionFilter;
import dev.midstream.images.npy.NpyLabels;
import dev.midstream.images.npy.NpyWriter;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanBesideTest {

    @TempDir private Path corrupted;
    @TempDir private Path clean;

    @BeforeEach
    void writeCorrupted() throws Exception {
        write(corrupted.resolve("rain/3/cat/a.png"), 4, 4, 0x010000);
        write(corrupted.resolve("rain/3/dog/c.png"), 4, 4, 0x020000);
    }

    @Test
    void open_withCleanSet_hasTheSameImagesCleanFirst() throws Exception {
        write(clean.resolve("test/bird/x.jpg"), 4, 4, 0xff00ff);
        write(clean.resolve("test/cat/a.gif"), 4, 4, 0x0000ff);
        write(clean.resolve("test/dog/c.gif"), 4, 4, 0x00ff00);

        CorruptedDataset dataset = open(Optional.empty());

        assertThat(dataset.conditions()).containsExactly(Condition.CLEAN, new Condition("rain", 3));
        assertThat(dataset.size()).isEqualTo(4);
        assertThat(dataset.classes()).containsExactly("cat", "dog");
        assertThat(dataset.imageId(1)).isEqualTo("dog/c.png").isEqualTo(dataset.imageId(3));
        assertThat(dataset.label(1)).isEqualTo(1);
        assertThat(colour(dataset, 0)).isEqualTo(0x0000ff);
        assertThat(colour(dataset, 1)).isEqualTo(0x00ff00);
        assertThat(colour(dataset, 3)).isEqualTo(0x020000);
        assertThat(dataset.remarks())
                .containsExactly(
                        "Of the 3 clean images of image-folder, only the 2 that are also there"
                                + " corrupted are used.");
    }

    /** As the command corrupt names them where two images differ in their endings alone. */
    @Test
    void open_copiesWithOneMoreEnding_areOfTheImagesThatTheyAreNamedAfter() throws Exception {
        write(corrupted.resolve("rain/3/cat/b.gif.png"), 4, 4, 0x030000);
        write(corrupted.resolve("rain/3/cat/b.png"), 4, 4, 0x040000);
        write(clean.resolve("test/cat/a.gif"), 4, 4, 0x0000ff);
        write(clean.resolve("test/cat/b.gif"), 4, 4, 0x00ffff);
        write(clean.resolve("test/cat/b.png"), 4, 4, 0xffff00);
        write(clean.resolve("test/dog/c.gif"), 4, 4, 0x00ff00);

        CorruptedDataset dataset = open(Optional.empty());

        assertThat(dataset.imageId(1)).isEqualTo("cat/b.gif.png");
        assertThat(colour(dataset, 1)).isEqualTo(0x00ffff);
        assertThat(dataset.imageId(2)).isEqualTo("cat/b.png");
        assertThat(colour(dataset, 2)).isEqualTo(0xffff00);
    }

    @Test
    void open_twoCleanImagesThatACopyMayBeOf_isRefused() throws Exception {
        write(clean.resolve("test/cat/a.bmp"), 4, 4, 0x0000ff);
        write(clean.resolve("test/cat/a.gif"), 4, 4, 0x00ffff);
        write(clean.resolve("test/dog/c.gif"), 4, 4, 0x00ff00);

        assertThatThrownBy(() -> open(Optional.empty()))
                .hasMessage(
                        "Cannot put clean images of image-folder beside those of corrupted-folder:"
                                + " cat/a.png may be cat/a.bmp or cat/a.gif. Rename one of them.");
    }

    @Test
    void of_corruptedImagesOfNumberedClasses_haveTheNamesOfTheCleanSet(@TempDir Path npy)
            throws Exception {
        writeNumbered(npy);
        ImageDataset cifar = cleanImages(List.of("airplane", "automobile"), 1, 0);
        CorruptedDataset corruptedNpy =
                (CorruptedDataset) Datasets.open("corrupted-npy", npy, Split.TEST);

        CleanBeside dataset = CleanBeside.of(corruptedNpy, cifar);

        assertThat(corruptedNpy.classes()).containsExactly("0", "1");
        assertThat(dataset.classes()).containsExactly("airplane", "automobile");
        assertThat(dataset.label(2)).isEqualTo(1);
        assertThat(dataset.image(1).pixels()).containsExactly(101, 0, 0);
        assertThat(dataset.image(dataset.index(3, 1)).pixels()).containsExactly(5, 0, 0);
    }

    @Test
    void of_corruptedImagesOfNumberedClasses_areMatchedByLabelAlone(@TempDir Path npy)
            throws Exception {
        writeNumbered(npy);
        CorruptedDataset corruptedNpy =
                (CorruptedDataset) Datasets.open("corrupted-npy", npy, Split.TEST);

        assertThatThrownBy(() -> CleanBeside.of(corruptedNpy, cleanImages(List.of("1", "0"), 0, 1)))
                .hasMessage(
                        "Cannot put clean images of clean beside those of corrupted-npy: test-00000"
                                + " is of class 0, the corrupted one of class 1.");
        assertThat(CleanBeside.of(corruptedNpy, cleanImages(List.of("1", "0"), 1, 0)).classes())
                .containsExactly("1", "0");
    }

    @Test
    void of_corruptedImagesOfNamedClasses_areMatchedByNameAlone(@TempDir Path tree)
            throws Exception {
        write(tree.resolve("rain/3/1/a.png"), 1, 1, 0);
        write(tree.resolve("rain/3/dog/c.png"), 1, 1, 0);
        CorruptedDataset named =
                (CorruptedDataset) Datasets.open("corrupted-folder", tree, Split.TEST);
        List<String> ids = List.of("1/a.png", "dog/c.png");
        ImageDataset other =
                new InMemoryImages(
                        "clean",
                        List.of("dog", "cat"),
                        1,
                        1,
                        new byte[][] {{0, 0, 0}, {0, 0, 0}},
                        new int[] {1, 0},
                        ids::get);

        assertThatThrownBy(() -> CleanBeside.of(named, other))
                .hasMessage(
                        "Cannot put clean images of clean beside those of corrupted-folder: 1/a.png"
                                + " is of class cat, the corrupted one of class 1.");
    }

    /** Ten images of two, in five severities, of classes 1 and 0. */
    private static void writeNumbered(Path npy) throws Exception {
        try (NpyWriter snow = NpyWriter.create(npy.resolve("snow.npy"), 10, 1, 1, 3);
                OutputStream labels = Files.newOutputStream(npy.resolve("labels.npy"))) {
            for (int i = 0; i < 10; i++) {
                snow.write(i, new byte[] {(byte) i, 0, 0});
            }
            NpyLabels.write(labels, new int[] {1, 0}, 5, 2);
        }
    }

    private static ImageDataset cleanImages(List<String> classes, int... labels) {
        byte[][] pixels = {{100, 0, 0}, {101, 0, 0}};
        return new InMemoryImages(
                "clean", classes, 1, 1, pixels, labels, InMemoryImages.numbered(Split.TEST));
    }

    @Test
    void open_withCleanSetAndResizing_resizesBoth() throws Exception {
        write(clean.resolve("test/cat/a.png"), 4, 4, 0x0000ff);
        write(clean.resolve("test/dog/c.png"), 4, 4, 0x00ff00);

        CorruptedDataset dataset = open(Optional.of(Resizing.of(8, 6)));

        assertThat(dataset.height()).isEqualTo(6);
        assertThat(dataset.conditions()).hasSize(2);
        assertThat(dataset.image(1).width()).isEqualTo(6);
        assertThat(dataset.image(3).width()).isEqualTo(6);
        assertThat(dataset.remarks())
                .containsExactly(
                        "Images are transformed: their shorter side is resized to 8 pixels,"
                                + " bilinear and antialiased; the centre of 6x6 pixels is cropped"
                                + " (as torchvision does on Pillow images).");
    }

    @Test
    void open_cleanSetThatDoesNotFit_isRefused() throws Exception {
        write(clean.resolve("test/cat/a.png"), 4, 4, 0);
        write(clean.resolve("test/dog/b.png"), 4, 4, 0);
        assertThatThrownBy(() -> open(Optional.empty()))
                .isInstanceOf(DatasetException.class)
                .hasMessage(
                        "Cannot put clean images of image-folder beside those of corrupted-folder:"
                                + " they lack dog/c.png.");
    }

    @Test
    void open_cleanSetOfAnotherSize_isRefused() throws Exception {
        write(clean.resolve("test/cat/a.png"), 5, 4, 0);
        assertThatThrownBy(() -> open(Optional.empty()))
                .hasMessage(
                        "Cannot put clean images of image-folder beside those of corrupted-folder:"
                                + " they are 5x4 pixels, the corrupted ones 4x4.");
    }

    @Test
    void open_cleanSetBesideCleanImages_isRefused() throws Exception {
        write(clean.resolve("test/cat/a.png"), 4, 4, 0);
        assertThatThrownBy(
                        () ->
                                Datasets.open(
                                        "image-folder",
                                        clean,
                                        Split.TEST,
                                        reading(Optional.empty())))
                .hasMessage(
                        "Cannot put clean images beside those of image-folder: its images are"
                                + " clean. Use --include-clean without a directory.");
    }

    private CorruptedDataset open(Optional<Resizing> resizing) throws DatasetException {
        return (CorruptedDataset)
                Datasets.open("corrupted-folder", corrupted, Split.TEST, reading(resizing));
    }

    private DatasetReading reading(Optional<Resizing> resizing) {
        return DatasetReading.DEFAULT
                .resized(resizing)
                .of(ConditionFilter.ALL, Optional.of(new CleanSet("image-folder", clean)));
    }
}
