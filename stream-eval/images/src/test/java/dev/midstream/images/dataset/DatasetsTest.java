package dev.midstream.images.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {

    @TempDir private Path data;

    @Test
    void open_unknownName_listsTheKnown() {
        assertThatThrownBy(() -> Datasets.open("mnist", data, Split.TEST))
                .isInstanceOf(DatasetException.class)
                .hasMessage(
                        "Unknown data set: mnist. Use one of cifar10, cifar100, fashion-mnist,"
                                + " tiny-imagenet, imagenet, image-folder, npz, corrupted-npy,"
                                + " tiny-imagenet-c, imagenet-c, corrupted-folder.");
    }

    @Test
    void open_missingDirectory_isRefusedForEveryName() {
        Path missing = data.resolve("missing");
        for (String name : Datasets.names()) {
            assertThatThrownBy(() -> Datasets.open(name, missing, Split.TEST))
                    .hasMessage("Cannot open data set %s: %s does not exist.", name, missing);
        }
    }

    @Test
    void open_file_isRefused() throws Exception {
        Path file = Files.createFile(data.resolve("file"));

        assertThatThrownBy(() -> Datasets.open("cifar10", file, Split.TEST))
                .hasMessage("Cannot open data set cifar10: %s is not a directory.", file);
    }

    @Test
    void open_corruptedTrainingSplit_isRefused() {
        for (String name : Datasets.corruptedNames()) {
            assertThatThrownBy(() -> Datasets.open(name, data, Split.TRAIN))
                    .hasMessage(
                            "Cannot open data set %s: corrupted images are test images. Use the"
                                    + " split test.",
                            name);
        }
    }

    @Test
    void split_names_areThoseOfTheCommandLine() {
        assertThat(Split.named("train")).isEqualTo(Split.TRAIN);
        assertThat(Split.named("test")).isEqualTo(Split.TEST);
        assertThatThrownBy(() -> Split.named("val"))
                .hasMessage("Unknown split: val. Use train or test.");
    }
}
