package dev.midstream.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void of_textAndNumbers_alignsLeftAndRight() {
        String table =
                TextTable.of(
                        1,
                        List.of(
                                List.of("name", "images", "error"),
                                List.of("clean", "10000", "8.5"),
                                List.of("snow ±", "7", "")));

        assertThat(table.lines())
                .containsExactly(
                        "name    images  error", "clean    10000    8.5", "snow ±       7");
    }

    @Test
    void of_charactersOutsideTheBasicPlane_countAsOneColumn() {
        String table = TextTable.of(1, List.of(List.of("𝛼𝛽", "1"), List.of("ab", "2")));

        assertThat(table.lines()).containsExactly("𝛼𝛽  1", "ab  2");
    }

    @Test
    void of_noRows_isEmpty() {
        assertThat(TextTable.of(2, List.of())).isEmpty();
    }

    @Test
    void of_rowsOfDifferentLengths_areRefused() {
        List<List<String>> rows = List.of(List.of("a", "b"), List.of("c"));

        assertThatThrownBy(() -> TextTable.of(1, rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot lay out a table: a row has 1 cells, the first has 2.");
    }
}
