package dev.midstream.evaluation.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTemperaturesTest {
    private static final Column MIDPOINT = Column.of("midpoint", List.of(0));
    private static final Column SAMPLE = Column.of("sample-0", List.of(1));
    private static final List<Column> COLUMNS =
            List.of(MIDPOINT, SAMPLE, Column.of("ensemble", List.of(0, 1)));

    @Test
    void applied_someColumns_followTheOthersScaled() {
        ColumnTemperatures temperatures =
                ColumnTemperatures.parse(
                        List.of("line\tensemble\t0.5", "line\tmidpoint\t2", "curve\tmidpoint\t3"));

        List<Column> applied = temperatures.applied("line", COLUMNS);

        assertThat(applied.subList(0, 3)).isEqualTo(COLUMNS);
        assertThat(applied.subList(3, 5))
                .containsExactly(MIDPOINT.scaledBy(2), COLUMNS.get(2).scaledBy(0.5));
    }

    @Test
    void lines_ofScaledColumns_areReadAgain() {
        List<Column> scaled = List.of(MIDPOINT, SAMPLE, MIDPOINT.scaledBy(0.1 + 0.2));

        List<String> lines = ColumnTemperatures.lines("line", scaled);

        assertThat(ColumnTemperatures.parse(lines).applied("line", List.of(MIDPOINT, SAMPLE)))
                .isEqualTo(scaled);
    }

    @Test
    void applied_noneOfTheModelsColumns_saysWhatIsJudged() {
        ColumnTemperatures temperatures =
                ColumnTemperatures.parse(List.of("line\tendpoint-0\t2", "line\tendpoint-1\t2"));

        assertThatThrownBy(() -> temperatures.applied("line", COLUMNS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Invalid --temperatures: it has temperatures of endpoint-0, endpoint-1 of"
                            + " line, and judged are midpoint, sample-0, ensemble. Choose one of"
                            + " them with --points or --ensemble.");
        assertThat(temperatures.applied("curve", COLUMNS)).isEqualTo(COLUMNS);
    }

    @Test
    void none_everyModel_changesNothing() {
        ColumnTemperatures.NONE.requireOneOf(List.of("line"));

        assertThat(ColumnTemperatures.NONE.applied("line", COLUMNS)).isEqualTo(COLUMNS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "line midpoint 2",
                "line\tmidpoint",
                "line\tmidpoint\t2\t3",
                "line\tmidpoint\tone",
                "line\tmidpoint\t0",
                "line\tmidpoint\t-1",
                "line\tmidpoint\tNaN",
                "line\tmidpoint\tInfinity"
            })
    void parse_lineThatIsNone_saysWhatToGive(String line) {
        assertThatThrownBy(() -> ColumnTemperatures.parse(List.of(line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Invalid --temperatures: '%s' is no line of it. Give a model's id, the name"
                            + " of a point or ensemble and a temperature above 0, with tabs between"
                            + " them.",
                        line);
    }

    @Test
    void parse_sameColumnTwice_saysWhich() {
        assertThatThrownBy(
                        () ->
                                ColumnTemperatures.parse(
                                        List.of("line\tmidpoint\t2", "line\tmidpoint\t2")))
                .hasMessage(
                        "Invalid --temperatures: it has two lines for line/midpoint. Keep one of"
                                + " them.");
    }
}
