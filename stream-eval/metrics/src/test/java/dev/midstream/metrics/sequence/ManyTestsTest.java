package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ManyTestsTest {
    @Test
    void bonferroni_byHand() {
        assertThat(ManyTests.bonferroni(List.of(0.012, 0.9, 0.0125, 0.013), 0.05))
                .containsExactly(0, 2);
    }

    @Test
    void discoveries_byHand() {
        // Needed of five: 100, 50, 33.3, 25, 20. The fourth largest, 26, is enough; so all four.
        assertThat(ManyTests.discoveries(logs(30, 120, 1, 40, 26), 0.05))
                .containsExactly(0, 1, 3, 4);
        assertThat(ManyTests.discoveries(logs(30, 120, 1, 40, 24), 0.05)).containsExactly(1);
        assertThat(ManyTests.discoveries(logs(30, 99, 1, 32, 24), 0.05)).isEmpty();
    }

    @Test
    void noTest_noneIsTaken() {
        assertThat(ManyTests.bonferroni(List.of(), 0.05)).isEmpty();
        assertThat(ManyTests.discoveries(List.of(), 0.05)).isEmpty();
    }

    @Property
    void discoveries_takeWhatBonferroniTakesOfTheSameEvidence(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -3, max = 12) Double> logs) {
        List<Double> pValues = logs.stream().map(log -> Math.min(1, Math.exp(-log))).toList();

        assertThat(ManyTests.discoveries(logs, 0.05))
                .containsAll(ManyTests.bonferroni(pValues, 0.0499999));
    }

    @Property
    void discoveries_areTheLargestAndAllReachTheirOwnBound(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -3, max = 12) Double> logs) {
        List<Integer> taken = ManyTests.discoveries(logs, 0.05);
        double bound = Math.log(logs.size() / (0.05 * Math.max(1, taken.size()))) - 1e-9;

        for (int i = 0; i < logs.size(); i++) {
            if (taken.contains(i)) {
                assertThat(logs.get(i)).isGreaterThanOrEqualTo(bound);
            } else if (!taken.isEmpty()) {
                int left = i;
                assertThat(taken).allMatch(t -> logs.get(t) >= logs.get(left));
            }
        }
    }

    @Test
    void level_outOfRange_rejected() {
        assertThatThrownBy(() -> ManyTests.bonferroni(List.of(0.5), 0))
                .hasMessage("Cannot choose among tests at level 0.0");
    }

    private static List<Double> logs(double... values) {
        return DoubleStream.of(values).map(Math::log).boxed().toList();
    }
}
