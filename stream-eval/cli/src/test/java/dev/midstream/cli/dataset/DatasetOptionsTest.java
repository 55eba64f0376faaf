package dev.midstream.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.npy.NpyHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DatasetOptionsTest {

    @TempDir private Path directory;
    private Path test;
    private Path training;

    @BeforeEach
    void write() throws IOException {
        test = write("test.npz", "test_images", "held_out", "train_images");
        training = write("training.npz", "train_images", "held_out");
    }

    @Test
    void openOther_imagesArrayAndNoOtherFile_isRefused() {
        DatasetOptions options = parse("--images-array=held_out");

        for (Optional<Path> other : List.of(Optional.<Path>empty(), Optional.of(test))) {
            assertThatThrownBy(
                            () ->
                                    options.open(
                                            Split.TRAIN, Optional.empty(), other, Optional.empty()))
                    .isInstanceOf(DatasetException.class)
                    .hasMessage(
                            "Cannot fit temperatures: array held_out of %s holds the images that"
                                    + " are judged. Name other images with --temperature-data or"
                                    + " --calibration-data.",
                            test);
        }
    }

    @Test
    void openOther_archiveOfOneSplit_isRefusedAsBoth() throws Exception {
        Path one = write("one.npz", "images");
        DatasetOptions options = parse(one);

        for (Split split : Split.values()) {
            for (Optional<String> name : List.of(Optional.<String>empty(), Optional.of("npz"))) {
                assertThatThrownBy(
                                () -> options.open(split, name, Optional.of(one), Optional.empty()))
                        .isInstanceOf(DatasetException.class)
                        .hasMessage(
                                "Cannot fit temperatures: array images of %s holds the images that"
                                    + " are judged. Name other images with --temperature-data or"
                                    + " --calibration-data.",
                                one);
            }
        }
        assertThat(
                        first(
                                options.open(
                                        Split.TRAIN,
                                        Optional.empty(),
                                        Optional.of(training),
                                        Optional.empty())))
                .isEqualTo(1);
    }

    @Test
    void openOther_imagesArrayAndItsArchiveByName_refusedOnlyIfThatIsIt() throws Exception {
        assertThat(
                        first(
                                parse("--images-array=held_out")
                                        .open(
                                                Split.TRAIN,
                                                Optional.of("npz"),
                                                Optional.of(test),
                                                Optional.empty())))
                .isEqualTo(3);
        DatasetOptions options = parse("--images-array=train_images");
        assertThatThrownBy(
                        () ->
                                options.open(
                                        Split.TRAIN,
                                        Optional.of("npz"),
                                        Optional.of(test),
                                        Optional.empty()))
                .hasMessageStartingWith("Cannot fit temperatures: array train_images of " + test);
    }

    @Test
    void requireSeparateArrays_bothSplitsAreOne_isRefused() throws Exception {
        parse().requireSeparateArrays();
        assertThatThrownBy(() -> parse("--images-array=held_out").requireSeparateArrays())
                .hasMessageStartingWith(
                        "Cannot tell training from test images: both are array held_out of "
                                + test);
    }

    @Test
    void openOther_noArrayNamed_isTheSplitOfTheSame() throws Exception {
        assertThat(
                        first(
                                parse().open(
                                                Split.TRAIN,
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty())))
                .isEqualTo(3);
    }

    @Test
    void openOther_imagesArrayAndOtherFile_isThatArrayOfIt() throws Exception {
        DatasetOptions options = parse("--images-array=held_out");

        assertThat(
                        first(
                                options.open(
                                        Split.TRAIN,
                                        Optional.empty(),
                                        Optional.of(training),
                                        Optional.empty())))
                .isEqualTo(2);
    }

    @Test
    void openOther_imagesArrayAndOtherDataset_isItsArrayOfKnownName() throws Exception {
        DatasetOptions options = parse("--images-array=held_out");

        assertThat(
                        first(
                                options.open(
                                        Split.TRAIN,
                                        Optional.of("npz"),
                                        Optional.of(training),
                                        Optional.empty())))
                .isEqualTo(1);
    }

    private DatasetOptions parse(String... options) {
        return parse(test, options);
    }

    private static DatasetOptions parse(Path data, String... options) {
        DatasetOptions parsed = new DatasetOptions();
        CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create());
        line.addMixin("dataset", parsed);
        String[] arguments = Arrays.copyOf(options, options.length + 2);
        arguments[options.length] = "--dataset=npz";
        arguments[options.length + 1] = "--data=" + data;
        line.parseArgs(arguments);
        return parsed;
    }

    private static int first(ImageDataset images) {
        return images.image(0).pixels()[0];
    }

    /** Arrays of one image of one pixel, whose value is the place of the array. */
    private Path write(String name, String... arrays) throws IOException {
        Path file = directory.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String array : List.of(arrays)) {
                zip.putNextEntry(new ZipEntry(array + ".npy"));
                zip.write(NpyHeader.of("|u1", 1, 1, 1).encode());
                zip.write(List.of(arrays).indexOf(array) + 1);
            }
        }
        return file;
    }
}
