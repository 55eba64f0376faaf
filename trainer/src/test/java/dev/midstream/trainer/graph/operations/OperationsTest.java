package dev.midstream.trainer.graph.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.trainer.network.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class OperationsTest {
    private static final int INPUTS = 3;
    private static final int OUTPUTS = 4;

    @BeforeAll
    static void startTensorFlow() {
        TensorFlowRuntime.start();
    }

    /** Against loops, with (size - 1) / 2 zeros on every side whatever stride and length. */
    @ParameterizedTest
    @CsvSource({"3,1,8,8", "3,2,8,6", "3,2,7,9", "1,2,8,8", "1,1,5,4", "1,2,7,7", "7,2,12,11"})
    void convolution_anyForm_isPaddedAlikeOnAllSides(int size, int stride, int height, int width) {
        Kernel kernel = new Kernel(size, OUTPUTS, stride);
        SplittableRandom random = new SplittableRandom(1);
        float[][][][] input = normal(random, 1, height, width, INPUTS);
        float[][][][] weights = normal(random, size, size, INPUTS, OUTPUTS);
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> output =
                    Operations.convolution(tf, tf.constant(input), tf.constant(weights), kernel);
            try (Session session = new Session(graph);
                    Result result = session.runner().fetch(output).run()) {
                assertThat(result.get(0).shape().asArray())
                        .containsExactly(
                                1, kernel.outputLength(height), kernel.outputLength(width), 4);
                assertThat(Tensors.floats(result, 0))
                        .containsExactly(direct(input[0], weights, kernel), within(1e-5f));
            }
        }
    }

    /** Against loops over the pixels that exist; with negative ones, which zeros would exceed. */
    @ParameterizedTest
    @CsvSource({"8,8", "7,10", "1,2"})
    void maxPool_anySize_takesThePixelsThatExist(int height, int width) {
        float[][][][] input = normal(new SplittableRandom(2), 2, height, width, INPUTS);
        for (float[][] row : input[1]) {
            for (float[] pixel : row) {
                for (int c = 0; c < INPUTS; c++) {
                    pixel[c] = -Math.abs(pixel[c]) - 1;
                }
            }
        }
        List<Float> expected = new ArrayList<>();
        for (float[][][] image : input) {
            for (int y = 0; y < height; y += 2) {
                for (int x = 0; x < width; x += 2) {
                    for (int c = 0; c < INPUTS; c++) {
                        float most = Float.NEGATIVE_INFINITY;
                        for (int i = Math.max(0, y - 1); i < Math.min(height, y + 2); i++) {
                            for (int j = Math.max(0, x - 1); j < Math.min(width, x + 2); j++) {
                                most = Math.max(most, image[i][j][c]);
                            }
                        }
                        expected.add(most);
                    }
                }
            }
        }
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> output = Operations.maxPool(tf, tf.constant(input));
            try (Session session = new Session(graph);
                    Result result = session.runner().fetch(output).run()) {
                assertThat(Tensors.floats(result, 0))
                        .containsExactly(expected.toArray(Float[]::new));
            }
        }
    }

    /** Six channels in three groups, from the definition. */
    @Test
    void groupNormalisation_twoImages_givesEachGroupMeanZeroAndVarianceOne() {
        float[][][][] input = normal(new SplittableRandom(3), 2, 3, 5, 6);
        float[] scale = {1, 2, -1, 0.5f, 3, 1};
        float[] shift = {0, 1, 2, -1, 0.5f, 4};
        float[] expected = new float[2 * 3 * 5 * 6];
        for (int i = 0; i < expected.length; i++) {
            float[][][] image = input[i / 90];
            int channel = i % 6;
            double sum = 0;
            double squares = 0;
            for (int k = 0; k < 30; k++) {
                double value = image[k / 10][k / 2 % 5][channel / 2 * 2 + k % 2];
                sum += value;
                squares += value * value;
            }
            double mean = sum / 30;
            double deviation = Math.sqrt(squares / 30 - mean * mean + 1e-5);
            double value = image[i / 30 % 3][i / 6 % 5][channel];
            expected[i] = (float) ((value - mean) / deviation * scale[channel] + shift[channel]);
        }
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> output =
                    new GroupNormalisation(tf, 6)
                            .of(
                                    tf.constant(input),
                                    List.of(tf.constant(scale), tf.constant(shift)));
            try (Session session = new Session(graph);
                    Result result = session.runner().fetch(output).run()) {
                assertThat(Tensors.floats(result, 0)).containsExactly(expected, within(1e-5f));
            }
        }
    }

    private static float[] direct(float[][][] input, float[][][][] weights, Kernel kernel) {
        int height = kernel.outputLength(input.length);
        int width = kernel.outputLength(input[0].length);
        float[] output = new float[height * width * OUTPUTS];
        for (int i = 0; i < output.length; i++) {
            int top = i / OUTPUTS / width * kernel.stride() - (kernel.size() - 1) / 2;
            int left = i / OUTPUTS % width * kernel.stride() - (kernel.size() - 1) / 2;
            double sum = 0;
            for (int y = 0; y < kernel.size(); y++) {
                for (int x = 0; x < kernel.size(); x++) {
                    boolean inside =
                            top + y >= 0
                                    && top + y < input.length
                                    && left + x >= 0
                                    && left + x < input[0].length;
                    for (int c = 0; inside && c < INPUTS; c++) {
                        sum += (double) input[top + y][left + x][c] * weights[y][x][c][i % OUTPUTS];
                    }
                }
            }
            output[i] = (float) sum;
        }
        return output;
    }

    private static float[][][][] normal(SplittableRandom random, int a, int b, int c, int d) {
        float[][][][] values = new float[a][b][c][d];
        for (float[][][] block : values) {
            for (float[][] plane : block) {
                for (float[] row : plane) {
                    for (int i = 0; i < d; i++) {
                        row[i] = (float) random.nextGaussian();
                    }
                }
            }
        }
        return values;
    }
}
