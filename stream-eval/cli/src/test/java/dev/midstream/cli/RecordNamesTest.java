package dev.midstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\tb", "a\u0000"})
    void checked_noNameInOneLine_isRefused(String name) {
        assertThatThrownBy(() -> RecordNames.checked("--run-id", name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Invalid --run-id: it is blank or has a line break or another control"
                                + " character. Give a name in one line.");
    }

    @Test
    void checked_nameThatTheStreamWouldRefuse_isRefused() {
        assertThat(RecordNames.checked("--run-id", "x".repeat(256))).hasSize(256);
        assertThatThrownBy(() -> RecordNames.checked("--run-id", "x".repeat(257)))
                .hasMessage("Invalid --run-id: it has 257 characters. Give a name of at most 256.");
    }

    @Test
    void checked_anyCharactersInOneLine_isTaken() {
        assertThat(RecordNames.checked("--run-id", "Lauf 3, café 🐈")).isEqualTo("Lauf 3, café 🐈");
    }
}
