package dev.midstream.images.dataset.format;

import static dev.midstream.images.dataset.file.TestPictures.colour;
import static dev.midstream.images.dataset.file.TestPictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.Subset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageNetTest {

    @TempDir private Path data;

    @Test
    void open_anySizes_become224() throws Exception {
        write(data.resolve("val/n02/a.JPEG"), 300, 200, 0x102030);
        write(data.resolve("val/n01/b.JPEG"), 90, 500, 0x405060);

        ImageDataset dataset = Datasets.open("imagenet", data, Split.TEST);

        assertThat(dataset.classes()).containsExactly("n01", "n02");
        assertThat(dataset.imageId(1)).isEqualTo("n02/a.JPEG");
        assertThat(dataset.height()).isEqualTo(224);
        for (int i = 0; i < 2; i++) {
            assertThat(dataset.image(i).pixels()).hasSize(224 * 224 * 3);
            assertThat(dataset.image(i).width()).isEqualTo(224);
            assertThat(dataset.label(i)).isEqualTo(i);
        }
        assertThat(dataset.inMemory()).isFalse();
        assertThat(dataset.original(0).width()).isEqualTo(90);
        assertThat(Subset.leading(dataset, dataset.size()).original(1).height()).isEqualTo(200);
        assertThat(colour(dataset, 0)).isEqualTo(0x405060);
        assertThat(colour(dataset, 1)).isEqualTo(0x102030);
    }

    @Test
    void open_otherClassesInTraining_isRefused() throws Exception {
        write(data.resolve("val/n01/a.JPEG"), 8, 8, 0);
        write(data.resolve("train/n01/a.JPEG"), 8, 8, 0);
        write(data.resolve("train/n02/a.JPEG"), 8, 8, 0);

        assertThatThrownBy(() -> Datasets.open("imagenet", data, Split.TEST))
                .hasMessage(
                        "Cannot open data set imagenet in %s: train and val must have the same"
                                + " classes, but val lacks n02.",
                        data);
        assertThatThrownBy(() -> Datasets.open("imagenet", data, Split.TRAIN))
                .hasMessageEndingWith("but val lacks n02.");
    }

    @Test
    void open_noSynsets_saysWhereTheyBelong() throws Exception {
        Files.createDirectory(data.resolve("val"));

        assertThatThrownBy(() -> Datasets.open("imagenet", data, Split.TEST))
                .hasMessage(
                        "Cannot open data set imagenet: %s has no directories of synsets. Unpack"
                                + " the images to val/<synset>/*.JPEG.",
                        data.resolve("val"));
    }
}
