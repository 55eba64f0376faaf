package dev.midstream.evaluation.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelClassesTest {
    private static final List<String> ANIMALS = List.of("cat", "dog", "horse", "owl");

    @Test
    void of_labels_nameDecidesAndIndexStandsIn() {
        LabelClasses labels = new LabelClasses(ANIMALS, ClassChoice.NONE);

        assertThat(labels.ofName(0, "owl")).isEqualTo(3);
        assertThat(labels.ofName(-1, "owl")).isEqualTo(3);
        assertThat(labels.ofName(2, "2")).as("a number is no name").isEqualTo(2);
        assertThat(labels.ofName(2, "3")).isEqualTo(ClassMapping.NO_CLASS);
        assertThat(labels.ofName(2, "wolf")).isEqualTo(ClassMapping.NO_CLASS);
        assertThat(labels.ofIndex(3)).isEqualTo(3);
        assertThat(labels.ofIndex(4)).isEqualTo(ClassMapping.NO_CLASS);
        assertThat(labels.ofIndex(-1)).isEqualTo(ClassMapping.NO_CLASS);
        assertThat(labels.name(3)).isEqualTo("owl");
    }

    @Test
    void of_modelOfNumbers_namesStandForTheirIndex() {
        LabelClasses labels = new LabelClasses(List.of("0", "1", "2"), ClassChoice.NONE);

        assertThat(labels.ofName(2, "horse")).isEqualTo(2);
        assertThat(labels.ofName(2, "1")).as("numbers are names").isEqualTo(1);
        assertThat(labels.ofName(2, "10")).isEqualTo(ClassMapping.NO_CLASS);
        assertThat(labels.ofName(3, "owl")).isEqualTo(ClassMapping.NO_CLASS);
    }

    @Test
    void of_someClasses_indexesAreTheDataSetsAndOthersAreNone() {
        LabelClasses labels =
                new LabelClasses(
                        ANIMALS, new ClassChoice(List.of("owl", "n01"), Map.of("n01", "cat")));

        assertThat(labels.ofIndex(0)).isEqualTo(3);
        assertThat(labels.ofIndex(1)).isZero();
        assertThat(labels.ofIndex(2)).isEqualTo(ClassMapping.NO_CLASS);
        assertThat(labels.indexes()).isEqualTo(2);
        assertThat(labels.ofName(1, "n01")).isZero();
        assertThat(labels.ofName(1, "dog")).isEqualTo(ClassMapping.NO_CLASS);
        assertThat(labels.ofName(1, "1")).isZero();
        assertThat(labels.first()).isEqualTo(3);
    }

    @Test
    void mapping_sameClassesInAnotherOrder_labelsAreFound() {
        LabelClasses labels = new LabelClasses(ANIMALS, ClassChoice.NONE);

        assertThat(labels.mapping(ANIMALS)).isEqualTo(ClassMapping.identity(4));
        assertThat(labels.mapping(List.of("owl", "horse", "dog", "cat")).positions())
                .containsExactly(3, 2, 1, 0);
        assertThat(labels.mapping(List.of("0", "1", "2", "3"))).isEqualTo(ClassMapping.identity(4));
    }

    @Test
    void mapping_someClasses_theyCountInTheModelsOwnOrder() {
        LabelClasses labels =
                new LabelClasses(ANIMALS, new ClassChoice(List.of("owl", "cat"), Map.of()));

        ClassMapping mapping = labels.mapping(List.of("owl", "horse", "dog", "cat"));

        assertThat(mapping.kept()).containsExactly(0, 3);
        assertThat(mapping.position(0)).isEqualTo(1);
        assertThat(mapping.position(3)).isZero();
        assertThat(mapping.position(1)).isEqualTo(ClassMapping.NO_CLASS);
    }

    @Test
    void remarks_whatAReaderMustKnow_isSaid() {
        LabelClasses all = new LabelClasses(ANIMALS, ClassChoice.NONE);
        LabelClasses some = new LabelClasses(ANIMALS, new ClassChoice(List.of("owl"), Map.of()));

        assertThat(all.remarks("m", ANIMALS)).isEmpty();
        assertThat(all.remarks("m", List.of("0", "1", "2", "3")))
                .containsExactly(
                        "m: labels are indexes of its classes whatever their names, because it has"
                                + " numbers for names.");
        assertThat(some.remarks("m", ANIMALS))
                .containsExactly("m: answers are those among 1 of its 4 classes (--classes).");
    }

    @Test
    void mapping_otherClasses_refused() {
        LabelClasses labels = new LabelClasses(ANIMALS, ClassChoice.NONE);

        assertThatThrownBy(() -> labels.mapping(List.of("cat", "dog", "horse", "wolf")))
                .hasMessage("it has no class owl");
        assertThatThrownBy(() -> labels.mapping(List.of("cat", "dog", "horse", "owl", "wolf")))
                .hasMessage("it has 5 classes where the labels have 4");
    }

    @Test
    void of_classesThatTheModelLacks_refused() {
        assertThatThrownBy(
                        () -> new LabelClasses(ANIMALS, new ClassChoice(List.of("wolf"), Map.of())))
                .hasMessage(
                        "Invalid --classes: the model has no wolf. Map their names with"
                                + " --class-map.");
    }

    @Test
    void ofName_nameAloneAndModelOfNumbers_isNoClass() {
        LabelClasses classes = new LabelClasses(List.of("0", "1"), ClassChoice.NONE);

        assertThat(classes.ofName(-1, "cat")).isEqualTo(ClassMapping.NO_CLASS);
        assertThat(classes.ofName(-1, "1")).isEqualTo(1);
    }

    @Test
    void mapping_aliasOfAClassThatModelsHave_isNotAppliedToModels() {
        LabelClasses classes =
                new LabelClasses(
                        List.of("crane", "dog", "construction crane"),
                        new ClassChoice(List.of(), Map.of("crane", "construction crane")));

        assertThat(classes.ofName(0, "crane")).isEqualTo(2);
        ClassMapping mapping = classes.mapping(List.of("dog", "construction crane", "crane"));
        assertThat(List.of(mapping.position(0), mapping.position(1), mapping.position(2)))
                .containsExactly(2, 0, 1);
    }
}
