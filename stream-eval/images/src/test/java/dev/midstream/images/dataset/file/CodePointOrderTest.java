package dev.midstream.images.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CodePointOrderTest {

    /** The order of Python's sorted(). */
    @Test
    void compare_namesOfAllPlanes_areInPythonsOrder() {
        String fullWidth = "\uff21";
        String emoji = "\ud83d\ude00";
        List<String> sorted =
                Stream.of(emoji, "10", fullWidth + "b", "2", "é", fullWidth, "a", "B", "1", "")
                        .sorted(CodePointOrder.BY_CODE_POINT)
                        .toList();

        assertThat(sorted)
                .containsExactly(
                        "", "1", "10", "2", "B", "a", "é", fullWidth, fullWidth + "b", emoji);
    }

    @Property
    void compare_anyStrings_isTheOrderOfTheirCodePoints(@ForAll String a, @ForAll String b) {
        int expected = Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

        assertThat(Integer.signum(CodePointOrder.BY_CODE_POINT.compare(a, b)))
                .isEqualTo(Integer.signum(expected));
    }
}
