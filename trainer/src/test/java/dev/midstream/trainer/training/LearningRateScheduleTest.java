package dev.midstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.trainer.training.LearningRateSchedule.Resolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateScheduleTest {
    private static final LearningRateSchedule REFERENCE =
            new LearningRateSchedule(0.1, 160, 5, Resolution.EPOCH);

    @ParameterizedTest
    @CsvSource({"0,0.02", "1,0.04", "3,0.08", "4,0.1", "5,0.1", "82,0.0505067", "159,1.02698e-5"})
    void at_referenceRecipe_hasTheReferenceRates(int epoch, double rate) {
        assertThat(REFERENCE.at(epoch, 17, 391)).isCloseTo(rate, within(1e-5 * 0.1));
    }

    @Test
    void at_perStep_risesAndFallsWithoutJumps() {
        LearningRateSchedule schedule = new LearningRateSchedule(0.1, 4, 1, Resolution.STEP);
        assertThat(schedule.at(0, 0, 100)).isCloseTo(0.001, within(1e-12));
        assertThat(schedule.at(0, 99, 100)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.at(1, 0, 100)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.at(2, 50, 100)).isCloseTo(0.05, within(1e-12));
        assertThat(schedule.at(3, 99, 100)).isBetween(0.0, 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,0", "3,1", "10,2", "25,5", "160,5"})
    void defaultWarmupEpochs_scaleWithShortRuns(int epochs, int warmup) {
        assertThat(LearningRateSchedule.defaultWarmupEpochs(epochs)).isEqualTo(warmup);
    }

    @Test
    void construct_warmupAsLongAsTheRun_isRefused() {
        assertThatThrownBy(() -> new LearningRateSchedule(0.1, 3, 3, Resolution.EPOCH))
                .hasMessage(
                        "Invalid number of warm-up epochs: 3. Use a number from 0, below the 3"
                                + " epochs.");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "NaN", "Infinity"})
    void construct_rateNotPositive_isRefused(double rate) {
        assertThatThrownBy(() -> new LearningRateSchedule(rate, 3, 0, Resolution.EPOCH))
                .hasMessageStartingWith("Invalid learning rate: ");
    }
}
