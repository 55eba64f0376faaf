package dev.midstream.evaluation.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.evaluation.classes.ClassMapping.Kept;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassMappingTest {
    @Test
    void identity_labels_areTheModelsIndexes() {
        ClassMapping mapping = ClassMapping.identity(3);

        assertThat(mapping.isIdentity()).isTrue();
        assertThat(mapping.size()).isEqualTo(3);
        assertThat(mapping.position(2)).isEqualTo(2);
        assertThat(mapping.modelClass(2)).isEqualTo(2);
        assertThat(mapping.label(2)).hasValue(2);
    }

    @Test
    void of_sameOrder_isTheIdentity() {
        assertThat(ClassMapping.of(3, List.of(0, 1, 2), Kept.MAPPED))
                .isEqualTo(ClassMapping.identity(3));
    }

    @Test
    void of_anotherOrder_keepsAllInTheModelsOrder() {
        ClassMapping mapping = ClassMapping.of(4, List.of(0, 1, 3, 2), Kept.MAPPED);

        assertThat(mapping.keepsAll()).isTrue();
        assertThat(mapping.position(2)).isEqualTo(3);
        assertThat(mapping.label(3)).hasValue(2);
        assertThat(mapping.isIdentity()).isFalse();
    }

    @Test
    void of_someOfTheClasses_theyCountInTheModelsOrder() {
        ClassMapping mapping =
                ClassMapping.of(5, List.of(4, ClassMapping.NO_CLASS, 0, 4), Kept.MAPPED);

        assertThat(mapping.kept()).containsExactly(0, 4);
        assertThat(mapping.size()).isEqualTo(2);
        assertThat(mapping.position(0)).isEqualTo(1);
        assertThat(mapping.position(1)).isEqualTo(ClassMapping.NO_CLASS);
        assertThat(mapping.position(2)).isZero();
        assertThat(mapping.position(9)).isEqualTo(ClassMapping.NO_CLASS);
        assertThat(mapping.modelClass(1)).isEqualTo(4);
        assertThat(mapping.label(1)).as("two names of one class: the first").hasValue(0);
    }

    @Test
    void of_allKept_labelsOfSomeAreFoundAmongAll() {
        ClassMapping mapping = ClassMapping.of(5, List.of(4, 0), Kept.ALL);

        assertThat(mapping.size()).isEqualTo(5);
        assertThat(mapping.position(0)).isEqualTo(4);
        assertThat(mapping.label(3)).isEmpty();
    }

    @Test
    void labelled_otherLabels_sameClassesCount() {
        ClassMapping mapping =
                ClassMapping.of(5, List.of(4, 0), Kept.MAPPED).labelled(List.of(0, 1, 4));

        assertThat(mapping.kept()).containsExactly(0, 4);
        assertThat(mapping.positions()).containsExactly(0, ClassMapping.NO_CLASS, 1);
    }

    @Test
    void position_whatIsNoLabel_isNoClass() {
        ClassMapping identity = ClassMapping.identity(10);

        assertThat(identity.position(9)).isEqualTo(9);
        assertThat(identity.position(10)).isEqualTo(ClassMapping.NO_CLASS);
        assertThat(identity.position(-1)).isEqualTo(ClassMapping.NO_CLASS);
    }
}
