package dev.midstream.images.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionGridTest {

    @Test
    void parse_all_isEveryCorruptionAtEverySeverityAfterClean() {
        ConditionGrid grid = ConditionGrid.parse("all", "1-5", CleanImages.INCLUDED);

        assertThat(grid.conditions())
                .hasSize(1 + 5 * Corruptions.known().all().size())
                .doesNotHaveDuplicates()
                .startsWith(Condition.CLEAN, new Condition("gaussian_noise", 1));
    }

    @ParameterizedTest
    @CsvSource({
        "standard, 15, gaussian_noise",
        "extra, 4, speckle_noise",
        "'extra,standard', 19, speckle_noise",
        "'snow, standard', 15, snow",
        "'all,all', 19, gaussian_noise",
        "none, 0, none"
    })
    void parse_groups_areTheirCorruptionsOnce(String text, int size, String first) {
        ConditionGrid grid = ConditionGrid.parse(text, "3", CleanImages.INCLUDED);

        assertThat(grid.conditions()).hasSize(1 + size).doesNotHaveDuplicates();
        assertThat(grid.conditions().get(Math.min(size, 1)).corruption()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"5,1, 3|1 3 5", "2-4|2 3 4", "1-2,2-3|1 2 3", "4|4"})
    void parse_severities_areSortedOnce(String severities, String expected) {
        ConditionGrid grid = ConditionGrid.parse("snow, snow", severities, CleanImages.EXCLUDED);

        assertThat(grid.conditions().stream().map(c -> Integer.toString(c.severity())))
                .containsExactly(expected.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "6", "3-2", "1-", "a", "1,,2", "-1", "1-9"})
    void parse_wrongSeverities_areRefused(String severities) {
        assertThatThrownBy(() -> ConditionGrid.parse("snow", severities, CleanImages.INCLUDED))
                .hasMessage(
                        "Invalid severities: "
                                + severities
                                + ". Use numbers from 1 to 5 such as 1-5 or 1,3,5.");
    }

    @Test
    void parse_unknownCorruption_namesTheKnown() {
        assertThatThrownBy(() -> ConditionGrid.parse("rain", "1", CleanImages.INCLUDED))
                .hasMessageStartingWith("Unknown corruption: rain. Use gaussian_noise, ");
    }

    @Test
    void parse_nothingLeft_isRefused() {
        assertThatThrownBy(() -> ConditionGrid.parse("none", "1", CleanImages.EXCLUDED))
                .hasMessageStartingWith("Cannot make a run of no conditions.");
    }

    @Test
    void condition_severityThatItsCorruptionLacks_isRefused() {
        assertThatThrownBy(() -> new Condition("none", 1))
                .hasMessage("Invalid severity of none: 1");
        assertThatThrownBy(() -> new Condition("snow", 0))
                .hasMessage("Invalid severity of snow: 0");
    }
}
