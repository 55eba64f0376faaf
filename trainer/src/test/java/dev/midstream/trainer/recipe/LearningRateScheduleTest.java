package dev.midstream.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.trainer.recipe.LearningRateSchedule.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateScheduleTest {
    private static final Decay COSINE = new Decay.Cosine();
    private static final LearningRateSchedule REFERENCE =
            new LearningRateSchedule(0.1, 160, 5, Resolution.EPOCH, COSINE);

    @ParameterizedTest
    @CsvSource({"0,0.02", "1,0.04", "3,0.08", "4,0.1", "5,0.1", "82,0.0505067", "159,1.02698e-5"})
    void at_referenceRecipe_hasTheReferenceRates(int epoch, double rate) {
        assertThat(REFERENCE.at(epoch, 17, 391)).isCloseTo(rate, within(1e-5 * 0.1));
    }

    @Test
    void at_perStep_risesAndFallsWithoutJumps() {
        LearningRateSchedule schedule =
                new LearningRateSchedule(0.1, 4, 1, Resolution.STEP, COSINE);
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
        assertThatThrownBy(() -> new LearningRateSchedule(0.1, 3, 3, Resolution.EPOCH, COSINE))
                .hasMessage(
                        "Invalid number of warm-up epochs: 3. Use a number from 0, below the 3"
                                + " epochs.");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "NaN", "Infinity"})
    void construct_rateNotPositive_isRefused(double rate) {
        assertThatThrownBy(() -> new LearningRateSchedule(rate, 3, 0, Resolution.EPOCH, COSINE))
                .hasMessageStartingWith("Invalid learning rate: ");
    }

    /** Written out from the formula: factor 1 - (1 - 0.5) (t - 0.5) / 0.4 between 0.5 and 0.9. */
    @ParameterizedTest
    @CsvSource({
        "0,0.02",
        "5,0.1",
        "80,0.1",
        "96,0.0875",
        "112,0.075",
        "144,0.05",
        "145,0.05",
        "159,0.05"
    })
    void at_highConstant_fallsFromHalfToNineTenths(int epoch, double rate) {
        LearningRateSchedule schedule =
                averaging(new Decay.HighConstant(0.05, 0.75, OptionalInt.empty()));
        assertThat(schedule.at(epoch, 0, 391)).isCloseTo(rate, within(1e-12));
    }

    @Test
    void averages_highConstant_areAllEpochsFromTheStart() {
        LearningRateSchedule schedule =
                averaging(new Decay.HighConstant(0.05, 0.75, OptionalInt.empty()));
        for (int passed = 1; passed <= 160; passed++) {
            assertThat(schedule.averages(passed)).isEqualTo(passed >= 120);
            assertThat(REFERENCE.averages(passed)).isFalse();
        }
    }

    /** A cosine over epochs 5 to 120, then four of ten epochs each. */
    @ParameterizedTest
    @CsvSource({
        "5,0.1",
        "62.5,0.05",
        "119,1.8655e-5",
        "120,0.05",
        "125,0.025",
        "130,0.05",
        "155,0.025"
    })
    void at_cyclic_restartsEveryTenEpochs(double passed, double rate) {
        Decay decay = new Decay.Cyclic(0.05, 0.75, 5);
        assertThat(decay.rate(0.1, passed, 5, 160)).isCloseTo(rate, within(1e-9));
    }

    @Test
    void averages_cyclic_areTheEndsOfCycles() {
        LearningRateSchedule schedule = averaging(new Decay.Cyclic(0.05, 0.75, 5));
        assertThat(IntStream.rangeClosed(1, 160).filter(schedule::averages))
                .containsExactly(120, 130, 140, 150, 160);
    }

    @Test
    void construct_cyclesThatDoNotFit_isRefused() {
        assertThatThrownBy(
                        () ->
                                new LearningRateSchedule(
                                        0.1,
                                        8,
                                        2,
                                        Resolution.EPOCH,
                                        new Decay.Cyclic(0.05, 0.75, 5)))
                .hasMessage(
                        "Invalid averaging: 5 sets of weights cannot be taken between epoch 6 and"
                                + " epoch 8 after a warm-up of 2. Use more epochs or a smaller"
                                + " --swa-models; --swa constant takes every, too.");
    }

    private static LearningRateSchedule averaging(Decay decay) {
        return new LearningRateSchedule(0.1, 160, 5, Resolution.EPOCH, decay);
    }

    @Test
    void averages_highConstantWithANumber_areSoManyUpToTheEnd() {
        LearningRateSchedule schedule =
                averaging(new Decay.HighConstant(0.05, 0.75, OptionalInt.of(5)));
        List<Integer> averaged = new ArrayList<>();
        for (int passed = 1; passed <= 160; passed++) {
            if (schedule.averages(passed)) {
                averaged.add(passed);
            }
        }
        assertThat(averaged).containsExactly(120, 130, 140, 150, 160);
    }
}
