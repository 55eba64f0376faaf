package dev.midstream.images.dataset.format;

import static dev.midstream.images.dataset.file.TestPictures.colour;
import static dev.midstream.images.dataset.file.TestPictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionFilter;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.dataset.DatasetReading;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorruptedTreeTest {

    @TempDir private Path data;

    @ParameterizedTest
    @CsvSource({"tiny-imagenet-c, 64", "imagenet-c, 224"})
    void open_tree_takesImagesAsTheyAre(String name, int side) throws Exception {
        writeCells(side);
        Files.createDirectory(data.resolve("notes"));

        CorruptedDataset dataset = (CorruptedDataset) Datasets.open(name, data, Split.TEST);

        assertThat(dataset.name()).isEqualTo(name);
        assertThat(dataset.conditions())
                .containsExactly(
                        new Condition("snow", 2),
                        new Condition("snow", 5),
                        new Condition("contrast", 2),
                        new Condition("contrast", 5),
                        new Condition("aaa", 2),
                        new Condition("aaa", 5));
        assertThat(dataset.size()).isEqualTo(18);
        assertThat(dataset.imagesPerCondition()).isEqualTo(3);
        int index = dataset.index(3, 2);
        assertThat(dataset.condition(index)).isEqualTo(new Condition("contrast", 5));
        assertThat(dataset.imageId(index)).isEqualTo("n02/c.JPEG");
        assertThat(dataset.label(index)).isEqualTo(1);
        assertThat(colour(dataset, index)).isEqualTo(0x010502);
        assertThat(dataset.image(index).height()).isEqualTo(side);
    }

    @Test
    void open_missingFile_isRefused() throws Exception {
        writeCells(64);
        Files.delete(data.resolve("contrast/5/n01/b.JPEG"));

        assertThatThrownBy(() -> Datasets.open("tiny-imagenet-c", data, Split.TEST))
                .hasMessage(
                        "Cannot open %s: it has 2 images, the first severity of the first"
                                + " corruption 3; they differ from n01/b.JPEG on. Unpack all of"
                                + " them.",
                        data.resolve("contrast/5"));
    }

    @Test
    void image_cleanSizeOfAnotherSet_isRefusedNotResized() throws Exception {
        writeCells(64);
        ImageDataset dataset = Datasets.open("imagenet-c", data, Split.TEST);

        assertThatThrownBy(() -> dataset.image(0))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("it is 64x64 pixels, images of imagenet-c are 224x224.");
    }

    @Test
    void open_nothing_isRefused() {
        assertThatThrownBy(() -> Datasets.open("imagenet-c", data, Split.TEST))
                .hasMessageEndingWith("has no images in <corruption>/<severity 1 to 5>/<class>/.");
    }

    @Test
    void open_someConditions_areTheOnlyOnesRead() throws Exception {
        writeCells(64);
        // What is not asked for need not be complete.
        Files.delete(data.resolve("snow/2/n01/b.JPEG"));

        CorruptedDataset dataset = open("tiny-imagenet-c", ConditionFilter.parse("snow", "5"));

        assertThat(dataset.conditions()).containsExactly(new Condition("snow", 5));
        assertThat(dataset.size()).isEqualTo(3);
        assertThat(colour(dataset, 2)).isEqualTo(0x000502);
    }

    @Test
    void open_conditionsThatAreNotThere_areRefused() throws Exception {
        writeCells(64);

        assertThatThrownBy(() -> open("tiny-imagenet-c", ConditionFilter.parse("fog", "5")))
                .hasMessage(
                        "Cannot open data set tiny-imagenet-c: %s has no corruption named fog, but"
                                + " snow, contrast, aaa.",
                        data);
        assertThatThrownBy(() -> open("tiny-imagenet-c", ConditionFilter.parse("snow", "1")))
                .hasMessage(
                        "Cannot open data set tiny-imagenet-c: %s has none of the severities that"
                                + " --severities names.",
                        data);
    }

    @Test
    void open_folderOfAnyCorruptions_takesTheirNamesAndSize() throws Exception {
        write(data.resolve("mosaic/intensity_level_2/cat/a.png"), 6, 4, 0x020000);
        write(data.resolve("mosaic/intensity_level_5/cat/a.png"), 6, 4, 0x050000);
        write(data.resolve("cocentric_sine_waves/1.5/cat/a.png"), 6, 4, 0x010000);
        write(data.resolve("cocentric_sine_waves/12/cat/a.png"), 6, 4, 0x020000);
        write(data.resolve("cocentric_sine_waves/6/cat/a.png"), 6, 4, 0x030000);

        CorruptedDataset dataset =
                (CorruptedDataset) Datasets.open("corrupted-folder", data, Split.TEST);

        assertThat(dataset.conditions())
                .containsExactly(
                        new Condition("cocentric_sine_waves", 1),
                        new Condition("cocentric_sine_waves", 2),
                        new Condition("cocentric_sine_waves", 3),
                        new Condition("mosaic", 2),
                        new Condition("mosaic", 5));
        // Numbers other than 1 to 5 count in their order: 1.5, 6, 12.
        assertThat(colour(dataset, 1)).isEqualTo(0x030000);
        assertThat(colour(dataset, 2)).isEqualTo(0x020000);
        assertThat(dataset.width()).isEqualTo(6);
        assertThat(dataset.height()).isEqualTo(4);
        assertThat(dataset.classes()).containsExactly("cat");
    }

    @Test
    void open_folderOfSixSeverities_isRefused() throws Exception {
        for (int severity = 0; severity < 6; severity++) {
            write(data.resolve("blur/" + severity + "/cat/a.png"), 4, 4, severity);
        }

        assertThatThrownBy(() -> Datasets.open("corrupted-folder", data, Split.TEST))
                .hasMessage(
                        "Cannot open %s: it has 6 severities, where there may be 5.",
                        data.resolve("blur"));
    }

    @Test
    void open_folderOfOneSeverityTwice_namesBoth() throws Exception {
        write(data.resolve("blur/1/cat/a.png"), 4, 4, 0);
        write(data.resolve("blur/1.0/cat/a.png"), 4, 4, 1);
        write(data.resolve("blur/2/cat/a.png"), 4, 4, 2);

        assertThatThrownBy(() -> Datasets.open("corrupted-folder", data, Split.TEST))
                .hasMessage(
                        "Cannot open %s: 1 and 1.0 are one severity. Keep one of them.",
                        data.resolve("blur"));
    }

    @Test
    void remarks_filesBesideImages_areThoseOfAllConditions() throws Exception {
        writeCells(64);
        for (String cell : List.of("snow/2", "snow/5", "contrast/2", "contrast/5", "aaa/2")) {
            Files.writeString(data.resolve(cell).resolve("n01/list.txt"), "");
        }
        Files.writeString(data.resolve("aaa/2/n02/.d.JPEG"), "");

        assertThat(Datasets.open("tiny-imagenet-c", data, Split.TEST).remarks())
                .containsExactly(
                        "In snow 2 and 4 more: Left out because of names that are not those of"
                                + " images: 1 in class directories (1 .txt): n01/list.txt.",
                        "In aaa 2: Left out as hidden files: 1: n02/.d.JPEG.");
        Files.writeString(data.resolve("aaa/5/n01/list.txt"), "");
        assertThat(Datasets.open("tiny-imagenet-c", data, Split.TEST).remarks().get(0))
                .startsWith("Left out because of names");
    }

    private CorruptedDataset open(String name, ConditionFilter conditions) throws Exception {
        return (CorruptedDataset)
                Datasets.open(
                        name,
                        data,
                        Split.TEST,
                        DatasetReading.DEFAULT.of(conditions, Optional.empty()));
    }

    private void writeCells(int side) throws IOException {
        String[] corruptions = {"snow", "contrast", "aaa"};
        for (int c = 0; c < corruptions.length; c++) {
            for (int severity : new int[] {2, 5}) {
                Path cell = data.resolve(corruptions[c] + "/" + severity);
                int colour = c << 16 | severity << 8;
                write(cell.resolve("n01/a.JPEG"), side, side, colour);
                write(cell.resolve("n01/b.JPEG"), side, side, colour | 1);
                write(cell.resolve("n02/c.JPEG"), side, side, colour | 2);
            }
        }
    }
}
