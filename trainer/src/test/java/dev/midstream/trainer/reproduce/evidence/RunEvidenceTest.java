package dev.midstream.trainer.reproduce.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunEvidenceTest {
    private static final List<Double> ACCURACY = List.of(0.5, 0.7, 0.9);

    private static RunEvidence.Course course(Map<String, String> options, Double... heldOutLoss) {
        return new RunEvidence.Course(
                options, List.of(3.0, 2.0, 1.0), ACCURACY, List.of(heldOutLoss), List.of());
    }

    @Test
    void fitted_runToTheEnd_isThatOfTheLastEpoch() {
        assertThat(course(Map.of()).fitted()).hasValue(0.9);
        assertThat(course(Map.of("patience", "0"), 3.0, 1.0, 2.0).fitted()).hasValue(0.9);
    }

    @Test
    void fitted_stoppedEarly_isThatOfTheEpochItGoesBackTo() {
        assertThat(course(Map.of("patience", "2"), 3.0, 1.0, 2.0).fitted()).hasValue(0.7);
    }

    @Test
    void fitted_epochThatTheRecordDoesNotTell_isEmpty() {
        assertThat(course(Map.of("patience", "2"), 1.0, 1.0, 2.0).fitted()).isEmpty();
        assertThat(course(Map.of("patience", "2")).fitted()).isEmpty();
        assertThat(course(Map.of("patience", "2", "members", "2"), 3.0, 1.0, 2.0).fitted())
                .isEmpty();
    }
}
