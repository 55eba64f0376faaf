package dev.midstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedTestTest {
    private static final double LEVEL = 0.05;

    @Test
    void pValue_nothingSeen_isOne() {
        assertThat(PairedTest.pValue(PairedSums.EMPTY)).isEqualTo(1);
    }

    /**
     * The Krichevsky-Trofimov probabilities of Willems, Shtarkov and Tjalkens 1995, "The
     * context-tree weighting method: basic properties", table I.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 2", "0, 2, 3, 8", "0, 3, 5, 16", "0, 4, 35, 128", "0, 5, 63, 256",
        "1, 1, 1, 8", "1, 2, 1, 16", "1, 3, 5, 128", "2, 2, 3, 128", "2, 3, 3, 256"
    })
    void logEvidence_fewImages_krichevskyTrofimovOverTheFairCoin(
            int wins, int losses, double numerator, double denominator) {
        double expected = numerator / denominator * Math.pow(2, wins + losses);

        assertThat(Math.exp(PairedTest.logEvidence(sums(wins, losses))))
                .isCloseTo(expected, within(1e-12 * expected));
        assertThat(PairedTest.logEvidence(sums(losses, wins)))
                .isEqualTo(PairedTest.logEvidence(sums(wins, losses)));
    }

    @Test
    void pValue_tenWinsInARow_byHand() {
        // e = C(20, 10) / 2^10 = 184756 / 1024.
        assertThat(PairedTest.pValue(sums(10, 0))).isCloseTo(1024.0 / 184_756, within(1e-12));
    }

    @Test
    void pValue_asManyWinsAsLosses_isOne() {
        assertThat(PairedTest.pValue(sums(500, 500))).isEqualTo(1);
    }

    @Test
    void pValue_overwhelming_isTinyButNotZero() {
        assertThat(PairedTest.pValue(sums(1_000_000, 0))).isPositive().isLessThan(1e-300);
    }

    @Test
    void pValue_twoThousandStreamsOfEqualsWatchedAtEveryStep_fireInAtMostTheLevel() {
        SplittableRandom random = new SplittableRandom(5);
        int fired = 0;
        for (int stream = 0; stream < 2_000; stream++) {
            fired += everFires(0.5, 1_000, random) ? 1 : 0;
        }

        // At most 100 by Ville's inequality; not never, or the test would be good for nothing.
        assertThat(fired).isBetween(10, 100);
    }

    @Test
    void pValue_aBetterClassifier_isFound() {
        SplittableRandom random = new SplittableRandom(6);
        int fired = 0;
        for (int stream = 0; stream < 200; stream++) {
            fired += everFires(0.6, 1_000, random) ? 1 : 0;
        }

        assertThat(fired).isGreaterThan(190);
    }

    @Test
    void sums_thatContradictThemselves_rejected() {
        assertThatThrownBy(() -> new PairedSums(2, 1, 2))
                .hasMessage(
                        "Cannot compare: 2 wins, 1 losses and 2 disagreements contradict each"
                                + " other.");
    }

    private static boolean everFires(double winRate, int images, SplittableRandom random) {
        PairedSums sums = PairedSums.EMPTY;
        for (int i = 0; i < images; i++) {
            boolean win = random.nextDouble() < winRate;
            sums = sums.plus(win ? sums(1, 0) : sums(0, 1));
            if (PairedTest.pValue(sums) <= LEVEL) {
                return true;
            }
        }
        return false;
    }

    private static PairedSums sums(long wins, long losses) {
        return new PairedSums(wins, losses, wins + losses);
    }
}
