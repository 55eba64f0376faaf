package dev.midstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClasswiseCalibrationTest {
    private static float[] logits(double... probabilities) {
        float[] logits = new float[probabilities.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.log(probabilities[i]);
        }
        return logits;
    }

    @Test
    void ece_twoImagesThreeClasses_byHand() {
        ClasswiseCalibration calibration = new ClasswiseCalibration(3, 10);
        calibration.add(logits(0.72, 0.22, 0.06), 0, 0);
        calibration.add(logits(0.75, 0.05, 0.20000001), 0, 1);

        // Class 0, bin 7: two images, 1.47 of probability, one label: 0.47.
        // Class 1, bins 2 and 0: 0.22 without a label, 0.05 with one: 0.22 + 0.95.
        // Class 2, bins 0 and 2: 0.06 and 0.2 without labels: 0.26.
        double expected = (0.47 + 0.22 + 0.95 + 0.26) / 2 / 3;
        assertThat(calibration.ece().orElseThrow()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void ece_certainAndRight_isZeroCertainAndWrongCountsTwoClasses() {
        ClasswiseCalibration right = new ClasswiseCalibration(4, 15);
        right.add(new float[] {200, 0, 0, 0}, 0, 0);
        ClasswiseCalibration wrong = new ClasswiseCalibration(4, 15);
        wrong.add(new float[] {200, 0, 0, 0}, 0, 1);

        assertThat(right.ece().orElseThrow()).isZero();
        assertThat(wrong.ece().orElseThrow()).isEqualTo(2.0 / 4);
    }

    @Test
    void ece_labelsDrawnFromTheProbabilities_goesToZero() {
        SplittableRandom random = new SplittableRandom(2);
        ClasswiseCalibration calibration = new ClasswiseCalibration(3, 15);
        double[] probabilities = new double[3];
        for (int i = 0; i < 200_000; i++) {
            float[] logits = {
                (float) random.nextDouble(-2, 2), (float) random.nextDouble(-2, 2), 0
            };
            Softmax.write(logits, 0, probabilities);
            double draw = random.nextDouble();
            int label =
                    draw < probabilities[0]
                            ? 0
                            : draw < probabilities[0] + probabilities[1] ? 1 : 2;
            calibration.add(logits, 0, label);
        }

        assertThat(calibration.ece().orElseThrow()).isLessThan(0.005);
    }

    @Test
    void addAll_parts_equalTheWhole() {
        ClasswiseCalibration whole = new ClasswiseCalibration(2, 15);
        ClasswiseCalibration first = new ClasswiseCalibration(2, 15);
        ClasswiseCalibration second = new ClasswiseCalibration(2, 15);
        float[] logits = {1, 0, -1, 2, 0.5f, 0.25f};
        for (int i = 0; i < 3; i++) {
            whole.add(logits, 2 * i, i % 2);
            (i == 1 ? first : second).add(logits, 2 * i, i % 2);
        }
        first.addAll(second);

        assertThat(first.ece()).isEqualTo(whole.ece());
    }

    @Test
    void ece_noImage_isEmpty() {
        assertThat(new ClasswiseCalibration(2, 15).ece()).isEmpty();
    }

    @Test
    void addAll_otherBins_rejected() {
        ClasswiseCalibration calibration = new ClasswiseCalibration(2, 15);

        assertThatThrownBy(() -> calibration.addAll(new ClasswiseCalibration(2, 20)))
                .hasMessage("Cannot add calibrations of different classes or bins.");
    }
}
