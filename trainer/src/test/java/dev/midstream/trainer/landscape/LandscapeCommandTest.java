package dev.midstream.trainer.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.trainer.cli.TrainerConsole;
import dev.midstream.trainer.train.PatternImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandscapeCommandTest {
    @TempDir private static Path shared;
    private static Path data;

    private final TrainerConsole console = new TrainerConsole();

    @TempDir private Path work;

    @BeforeAll
    static void train() throws IOException {
        data = shared.resolve("data");
        PatternImages.write(data, 24, 20);
        train("line");
        train("simplex");
        train("point");
    }

    private static void train(String subspace) {
        String line =
                "train --dataset image-folder --data %s --out %s --network cresnet8-w4 --epochs 2 --schedule step --batch-size 24 --subspace %s"
                        .formatted(data, shared.resolve(subspace), subspace);
        TrainerConsole.prepare(line);
    }

    private int run(String line) {
        return console.runLine(line);
    }

    private int landscape(String model, String options) {
        return run(
                "landscape --model %s --dataset image-folder --data %s --out %s %s"
                        .formatted(shared.resolve(model), data, work.resolve("out"), options));
    }

    @Test
    void landscape_line_endpointsAndMidpointAsEvaluateMeasuresThem() throws Exception {
        assertThat(landscape("line", "--step 0.25 --beyond 0.25")).isZero();

        assertThat(console.errors()).isEmpty();
        List<String> rows = Files.readAllLines(work.resolve("out/landscape.csv"));
        assertThat(rows.get(0)).isEqualTo("position,mixing0,mixing1,accuracy,ece,loss");
        assertThat(rows).hasSize(1 + 7);
        Path json = work.resolve("figures.json");
        assertThat(
                        run(
                                "evaluate --model %s --dataset image-folder --data %s --corruptions none --points midpoint,endpoint-0,endpoint-1 --json %s"
                                        .formatted(shared.resolve("line"), data, json)))
                .isZero();
        List<RobustnessMetric> metrics;
        try (InputStream stream = Files.newInputStream(json)) {
            metrics = RobustnessMetrics.readJson(stream);
        }
        assertAgree(rows.get(4), metrics.get(0), "midpoint");
        assertAgree(rows.get(2), metrics.get(1), "endpoint-0");
        assertAgree(rows.get(6), metrics.get(2), "endpoint-1");
        assertPicture(3);
    }

    private static void assertAgree(String row, RobustnessMetric metric, String point) {
        String[] fields = row.split(",", -1);
        assertThat(metric.getKey().getPointId()).isEqualTo(point);
        assertThat(Double.parseDouble(fields[3]))
                .isCloseTo(
                        metric.getFigures().getEstimates().get("accuracy").getValue(),
                        within(1e-9));
        assertThat(Double.parseDouble(fields[5]))
                .isCloseTo(metric.getFigures().getEstimates().get("nll").getValue(), within(1e-4));
    }

    private void assertPicture(int charts) throws IOException {
        BufferedImage image = ImageIO.read(work.resolve("out/landscape.png").toFile());
        assertThat(image.getHeight()).isGreaterThan(charts * 100);
        assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
        // Letters are outlines: the file looks the same without the fonts of this machine.
        String drawing = Files.readString(work.resolve("out/landscape.svg"));
        assertThat(drawing).contains("<svg", "</svg");
        assertThat(drawing.split("<path", -1)).hasSizeGreaterThan(30);
    }

    @Test
    void landscape_simplexOfThree_thePlane() throws Exception {
        assertThat(landscape("simplex", "--step 0.5 --beyond 0 --limit 10")).isZero();

        List<String> rows = Files.readAllLines(work.resolve("out/landscape.csv"));
        assertThat(rows.get(0))
                .isEqualTo("weight1,weight2,mixing0,mixing1,mixing2,accuracy,ece,loss");
        assertThat(rows).hasSize(1 + 6);
        assertPicture(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "line | --step 0.3 | Invalid --step: 0.3.",
                "line | --step 0 | Invalid --step: 0.0.",
                "line | --images-array x --step 0.5 | Invalid --images-array: training and test",
                "line | --memory-limit x --step 0.5 | Invalid --memory-limit: x.",
                "line | --threads -1 --step 0.5 | Invalid number of threads: -1.",
                "line | --beyond 2 | Invalid --beyond: 2.0.",
                "line | --ece-bins 7 | Cannot compute ECE with 7 bins",
                "point | --step 0.5 | Invalid --model: it is neither a line, a curve nor a"
            })
    void landscape_impossible_oneLineAndCode2(String model, String options, String message) {
        assertThat(landscape(model, options)).isEqualTo(2);
        assertThat(console.errors()).startsWith(message).hasLineCount(1);
    }
}
