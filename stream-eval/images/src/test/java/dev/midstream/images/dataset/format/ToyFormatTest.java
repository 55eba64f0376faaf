package dev.midstream.images.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.DatasetReading;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.InMemoryImages;
import dev.midstream.images.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data-set format is one class and one line of the list. */
class ToyFormatTest {

    private static final DatasetFormats LIST = DatasetFormats.KNOWN.with(GreyLevels.FORMAT);

    @TempDir private Path data;

    @Test
    void open_nameOfTheToy_readsItsImages() throws Exception {
        Path file = Files.write(data.resolve("levels"), new byte[] {5, 10, (byte) 255});

        ImageDataset images = LIST.open("grey-levels", file, Split.TEST, DatasetReading.DEFAULT);

        assertThat(images.size()).isEqualTo(3);
        assertThat(images.imageId(1)).isEqualTo("test-00001");
        assertThat(images.image(1).pixels()).containsExactly(10, 10, 10);
    }

    @Test
    void names_toyInTheList_areLast() {
        assertThat(LIST.names()).hasSize(12).endsWith("grey-levels");
        assertThat(LIST.corruptedNames()).isEqualTo(Datasets.corruptedNames());
    }

    @Test
    void open_toyOfAnotherKind_isRefusedWithWhatIsExpected() {
        assertThatThrownBy(() -> LIST.open("grey-levels", data, Split.TEST, DatasetReading.DEFAULT))
                .hasMessage("Cannot open data set grey-levels: %s is not a file.", data);
        assertThatThrownBy(() -> LIST.open("grey", data, Split.TEST, DatasetReading.DEFAULT))
                .hasMessageEndingWith(", corrupted-folder, grey-levels.");
    }

    /** A file of bytes, each an image of one grey pixel. */
    private static final class GreyLevels {

        static final DatasetFormat FORMAT =
                new DatasetFormat(
                        "grey-levels",
                        DatasetFormat.Kind.FILE,
                        (data, split, reading) -> open(data, split));

        static ImageDataset open(Path file, Split split) throws DatasetException {
            try {
                byte[] levels = Files.readAllBytes(file);
                byte[][] pixels = new byte[levels.length][];
                for (int i = 0; i < levels.length; i++) {
                    pixels[i] = new byte[] {levels[i], levels[i], levels[i]};
                }
                return new InMemoryImages(
                        "grey-levels",
                        List.of("grey"),
                        1,
                        1,
                        pixels,
                        new int[levels.length],
                        InMemoryImages.numbered(split));
            } catch (IOException e) {
                throw DatasetException.unreadable(file, e);
            }
        }
    }
}
