package dev.midstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunPositionTest {
    private static final int EPOCHS = 10;
    private static final long PER_EPOCH = 1_000;

    @Test
    void images_secondMemberAfterThreeEpochs_areThoseOfAllEpochs() {
        RunPosition position = RunPosition.ofMember(1).afterEpoch().afterEpoch().afterEpoch();

        assertThat(position.images(EPOCHS, PER_EPOCH)).isEqualTo(13_000);
    }

    @Test
    void images_longRun_doNotOverflow() {
        assertThat(RunPosition.ofMember(3_000).images(1_000_000, 1_281_167))
                .isEqualTo(3_000L * 1_000_000 * 1_281_167);
    }

    @Test
    void outOf_patienceOfTwo_onceTwoEpochsAreNotBetter() {
        RunPosition best =
                RunPosition.ofMember(0).afterEpoch().withBest(new HeldOutRecord(0, 1, 0.5, 0.9));

        assertThat(best.outOf(2)).isFalse();
        assertThat(best.afterEpoch().outOf(2)).isFalse();
        assertThat(best.afterEpoch().afterEpoch().outOf(2)).isTrue();
    }

    @Test
    void outOf_noPatienceOrNothingMeasured_never() {
        RunPosition unmeasured = RunPosition.ofMember(0).afterEpoch().afterEpoch().afterEpoch();
        RunPosition measured = unmeasured.withBest(new HeldOutRecord(0, 1, 0.5, 0.9));

        assertThat(unmeasured.outOf(1)).isFalse();
        assertThat(measured.outOf(0)).isFalse();
        assertThat(measured.outOf(1)).isTrue();
    }

    @Test
    void afterEpoch_keepsAverageAndBest() {
        RunPosition position =
                RunPosition.ofMember(2)
                        .afterAverage()
                        .withBest(new HeldOutRecord(2, 4, 0.25, 0.9))
                        .afterEpoch();

        assertThat(position).isEqualTo(new RunPosition(2, 1, EpochSums.NONE, 1, 4, 0.25));
    }
}
