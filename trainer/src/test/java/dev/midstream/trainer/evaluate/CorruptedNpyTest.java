package dev.midstream.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.OutputType;
import dev.midstream.images.npy.NpyWriter;
import dev.midstream.trainer.Trainer;
import dev.midstream.trainer.adopt.ForeignModel;
import dev.midstream.trainer.network.ImageShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/**
 * Images that are corrupted already, in the layout of CIFAR-10-C, judged by a model that another
 * tool made: every answer as plain arithmetic gives it.
 */
class CorruptedNpyTest {
    private static final ImageShape SHAPE = new ImageShape(32, 32, 3);
    private static final int CLASSES = 10;
    private static final int IMAGES = 6;
    private static final int SEVERITIES = 5;
    private static final double MEAN = 0.4;
    private static final double DEVIATION = 0.25;
    private static final List<String> CORRUPTIONS = List.of("contrast", "snow");
    private static final String NAMES =
            "airplane automobile bird cat deer dog frog horse ship truck".replace(' ', '\n');

    @TempDir private Path directory;

    private final StringWriter errors = new StringWriter();
    private final StringWriter output = new StringWriter();

    private final SplittableRandom random = new SplittableRandom(4);
    private final float[][] weights = new float[SHAPE.size()][CLASSES];
    private final byte[][][] pixels = new byte[CORRUPTIONS.size()][SEVERITIES * IMAGES][];
    private final byte[] labels = new byte[IMAGES];

    private int run(String line) {
        CommandLine command = Trainer.commandLine();
        command.setErr(new PrintWriter(errors, true));
        command.setOut(new PrintWriter(output, true));
        return command.execute(line.split(" ", -1));
    }

    private void write(OutputType answers) throws IOException {
        for (float[] row : weights) {
            for (int k = 0; k < CLASSES; k++) {
                row[k] = (float) (0.02 * random.nextGaussian());
            }
        }
        random.nextBytes(labels);
        try (NpyWriter file = NpyWriter.create(directory.resolve("labels.npy"), 5 * IMAGES)) {
            for (int i = 0; i < SEVERITIES * IMAGES; i++) {
                labels[i % IMAGES] = (byte) Math.floorMod(labels[i % IMAGES], CLASSES);
                file.write(i, new byte[] {labels[i % IMAGES]});
            }
        }
        for (int c = 0; c < CORRUPTIONS.size(); c++) {
            Path path = directory.resolve(CORRUPTIONS.get(c) + ".npy");
            try (NpyWriter file = NpyWriter.create(path, SEVERITIES * IMAGES, 32, 32, 3)) {
                for (int i = 0; i < SEVERITIES * IMAGES; i++) {
                    pixels[c][i] = new byte[SHAPE.size()];
                    random.nextBytes(pixels[c][i]);
                    file.write(i, pixels[c][i]);
                }
            }
        }
        ForeignModel.write(directory.resolve("keras"), SHAPE, weights, answers);
        Files.writeString(directory.resolve("names.txt"), NAMES);
    }

    private double[] probabilities(byte[] image) {
        double[] logits = new double[CLASSES];
        for (int i = 0; i < image.length; i++) {
            double input = ((image[i] & 0xff) / 255.0 - MEAN) / DEVIATION;
            for (int k = 0; k < CLASSES; k++) {
                logits[k] += input * weights[i][k];
            }
        }
        double sum = 0;
        for (int k = 0; k < CLASSES; k++) {
            logits[k] = Math.exp(logits[k]);
            sum += logits[k];
        }
        for (int k = 0; k < CLASSES; k++) {
            logits[k] /= sum;
        }
        return logits;
    }

    @ParameterizedTest
    @EnumSource(OutputType.class)
    void evaluate_adoptedModel_answersAsPlainArithmeticDoes(OutputType answers) throws Exception {
        write(answers);
        Path predictions = directory.resolve("predictions.csv");
        Path csv = directory.resolve("results.csv");

        assertThat(
                        run(
                                "adopt --model %1$s/keras --out %1$s/theirs --dataset cifar10 --classes %1$s/names.txt --input-mean 0.4 --input-std 0.25"
                                        .formatted(directory)))
                .as(errors.toString())
                .isZero();
        assertThat(
                        run(
                                "evaluate --model %1$s/theirs --dataset corrupted-npy --data %1$s --predictions %2$s --csv %3$s"
                                        .formatted(directory, predictions, csv)))
                .as(errors.toString())
                .isZero();

        List<String> lines = Files.readAllLines(predictions);
        assertThat(lines).hasSize(1 + CORRUPTIONS.size() * SEVERITIES * IMAGES);
        double[] correct = new double[CORRUPTIONS.size() * SEVERITIES];
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            int corruption = CORRUPTIONS.indexOf(fields[3]);
            int severity = Integer.parseInt(fields[4]) - 1;
            int image = Integer.parseInt(fields[0].substring("test-".length()));
            double[] expected = probabilities(pixels[corruption][severity * IMAGES + image]);
            int predicted = Integer.parseInt(fields[6]);
            assertThat(Integer.parseInt(fields[5])).isEqualTo(labels[image]);
            assertThat(expected[predicted]).isGreaterThanOrEqualTo(largest(expected) - 1e-4);
            assertThat(Double.parseDouble(fields[7])).isCloseTo(largest(expected), within(1e-4));
            correct[corruption * SEVERITIES + severity] += predicted == labels[image] ? 1 : 0;
        }
        List<String> rows = Files.readAllLines(csv);
        assertThat(rows).hasSize(3);
        String[] corruptions = rows.get(0).split(",", -1);
        String[] severities = rows.get(1).split(",", -1);
        String[] accuracies = rows.get(2).split(",", -1);
        int columns = 0;
        for (int i = 0; i < corruptions.length; i++) {
            int corruption = CORRUPTIONS.indexOf(corruptions[i]);
            if (corruption >= 0) {
                int severity = Integer.parseInt(severities[i]) - 1;
                assertThat(Double.parseDouble(accuracies[i]))
                        .isCloseTo(
                                correct[corruption * SEVERITIES + severity] / IMAGES, within(1e-6));
                columns++;
            }
        }
        assertThat(columns).isEqualTo(correct.length);
        assertThat(output.toString()).contains("mean corrupted");
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    @Test
    void evaluate_classesThatAreNumbersOnBothSides_areMatched() throws Exception {
        write(OutputType.LOGITS);
        assertThat(
                        run(
                                "adopt --model %1$s/keras --out %1$s/theirs --dataset cifar10"
                                        .formatted(directory)))
                .isZero();

        int exit =
                run(
                        "evaluate --model %1$s/theirs --dataset corrupted-npy --data %1$s"
                                .formatted(directory));

        assertThat(errors.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(output.toString()).doesNotContain("theirs: labels of");
    }

    @Test
    void evaluate_classesThatAreNumbersInTheDataOnly_areIndexesAndItIsSaid() throws Exception {
        write(OutputType.LOGITS);
        assertThat(
                        run(
                                "adopt --model %1$s/keras --out %1$s/theirs --dataset cifar10 --classes %1$s/names.txt"
                                        .formatted(directory)))
                .isZero();

        assertThat(
                        run(
                                "evaluate --model %1$s/theirs --dataset corrupted-npy --data %1$s"
                                        .formatted(directory)))
                .isZero();
        assertThat(output.toString())
                .contains(
                        "theirs: labels of corrupted-npy are indexes of classes, because the data"
                                + " set has numbers for names.");

        output.getBuffer().setLength(0);
        assertThat(
                        run(
                                "evaluate --model %1$s/theirs --dataset corrupted-npy --data %1$s --classes %1$s/names.txt"
                                        .formatted(directory)))
                .isZero();
        assertThat(output.toString()).doesNotContain("theirs: labels of");
    }
}
