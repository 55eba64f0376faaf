package dev.midstream.offline.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.engine.fixture.ToyModel;
import dev.midstream.images.npy.NpyHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temperatures are fitted to images that are named, and that are not judged. */
final class CalibrationDataTest {
    private static final int IMAGES = 4;

    @TempDir private Path work;
    private Path judged = Path.of("");

    @BeforeEach
    void write() throws IOException {
        judged = archive("judged.npz");
        ToyModel.write(
                work.resolve("model"),
                List.of("0", "1"),
                1,
                List.of("1 0", "0 1", "2 0", "0 3", "5 0"));
    }

    @Test
    void evaluate_theOnlyArrayAsAnotherSplit_refused() {
        String reason =
                "Cannot fit temperatures: array images of %s holds the images that are judged. Name other images with --temperature-data or --calibration-data."
                        .formatted(judged);

        Evaluation named =
                evaluate(
                        "--temperature-scaling",
                        "--calibration-data",
                        judged.toString(),
                        "--calibration-split",
                        "train");
        assertThat(named.code()).isEqualTo(1);
        assertThat(named.complained()).contains(reason);

        Evaluation byDefault = evaluate("--temperature-scaling");
        assertThat(byDefault.code()).isEqualTo(1);
        assertThat(byDefault.complained()).contains(reason);
    }

    @Test
    void evaluate_anotherArchive_fittedToIt() throws IOException {
        Evaluation evaluation =
                evaluate(
                        "--temperature-scaling",
                        "--calibration-data",
                        archive("others.npz").toString(),
                        "--calibration-split",
                        "train");

        assertThat(evaluation.code()).as(evaluation.complained()).isZero();
        assertThat(evaluation.said())
                .contains("Fitting temperatures of model to 4 calibration images.");
    }

    @Test
    void evaluate_splitOfNoCalibrationData_refused() {
        for (String split : List.of("train", "test")) {
            Evaluation evaluation = evaluate("--temperature-scaling", "--calibration-split", split);

            assertThat(evaluation.code()).isEqualTo(2);
            assertThat(evaluation.complained())
                    .startsWith(
                            "Cannot use --calibration-split without --calibration-data. Name the"
                                    + " images.");
        }
    }

    private Evaluation evaluate(String... options) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--model",
                                work.resolve("model").toString(),
                                "--dataset",
                                "npz",
                                "--data",
                                judged.toString(),
                                "--points",
                                "midpoint",
                                "--corruptions",
                                "none"));
        arguments.addAll(List.of(options));
        return Evaluation.of(arguments);
    }

    /** An archive of one split, as most are: images of one pixel, and their labels. */
    private Path archive(String name) throws IOException {
        Path file = work.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("images.npy"));
            zip.write(NpyHeader.of("|u1", IMAGES, 1, 1, 3).encode());
            zip.write(new byte[IMAGES * 3]);
            zip.putNextEntry(new ZipEntry("labels.npy"));
            zip.write(NpyHeader.of("|u1", IMAGES).encode());
            zip.write(new byte[] {0, 1, 0, 1});
        }
        return file;
    }
}
