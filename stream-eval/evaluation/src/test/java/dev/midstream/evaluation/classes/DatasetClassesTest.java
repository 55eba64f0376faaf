package dev.midstream.evaluation.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.evaluation.classes.ClassMapping.Kept;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetClassesTest {
    private static final List<String> ANIMALS = List.of("cat", "dog", "horse", "owl");
    private static final List<String> NUMBERS = List.of("0", "1", "2", "3");

    @Test
    void mapping_foldersThatSortAsText_areFoundByName() {
        // A folder 10 sorts before 2.
        DatasetClasses folders = of(List.of("0", "1", "10", "2"), List.of("0", "1", "2", "10"));

        ClassMapping mapping = folders.mapping(List.of("0", "1", "2", "10"));

        assertThat(mapping.keepsAll()).isTrue();
        assertThat(mapping.positions()).containsExactly(0, 1, 3, 2);
        assertThat(folders.remarks("m", List.of("0", "1", "2", "10"))).isEmpty();
    }

    @Test
    void mapping_dataSetLacksClasses_answersAreThoseAmongItsOwn() {
        DatasetClasses some = of(List.of("dog", "owl"), ANIMALS);

        ClassMapping mapping = some.mapping(ANIMALS);

        assertThat(mapping.kept()).containsExactly(1, 3);
        assertThat(mapping.position(1)).isEqualTo(1);
        assertThat(some.remarks("m", ANIMALS))
                .containsExactly(
                        "m: answers are those among the 2 of its 4 classes that set has"
                                + " (--all-classes keeps all).");
    }

    @Test
    void mapping_allClassesWanted_noneIsLeftOut() {
        DatasetClasses some =
                new DatasetClasses(
                        "set",
                        List.of("dog", "owl"),
                        Map.of(),
                        new KnownClasses(ANIMALS),
                        Kept.ALL);

        assertThat(some.mapping(ANIMALS).keepsAll()).isTrue();
        assertThat(some.mapping(ANIMALS).positions()).containsExactly(1, 3);
        assertThat(some.remarks("m", ANIMALS)).isEmpty();
    }

    @Test
    void mapping_dataSetOfNumbers_labelsAreTheModelsIndexes() {
        DatasetClasses numbers = of(List.of("0", "1", "2"), ANIMALS);

        ClassMapping mapping = numbers.mapping(ANIMALS);

        assertThat(mapping.keepsAll()).as("numbers say only how many there are").isTrue();
        assertThat(mapping.position(2)).isEqualTo(2);
        assertThat(numbers.remarks("m", ANIMALS))
                .containsExactly(
                        "m: labels of set are indexes of classes, because the data set has numbers"
                                + " for names.");
    }

    @Test
    void mapping_dataSetOfNumbersAndTwoModels_labelsAreTheFirstOnesIndexes() {
        DatasetClasses numbers = of(NUMBERS, ANIMALS);

        assertThat(numbers.mapping(List.of("owl", "horse", "dog", "cat")).positions())
                .containsExactly(3, 2, 1, 0);
    }

    @Test
    void mapping_modelOfNumbers_labelsAreItsIndexesIfTheyAreAsMany() {
        DatasetClasses animals = of(ANIMALS, NUMBERS);
        assertThat(animals.mapping(NUMBERS)).isEqualTo(ClassMapping.identity(4));
        assertThat(animals.remarks("m", NUMBERS))
                .containsExactly(
                        "m: labels of set are indexes of classes, because the model has numbers"
                                + " for names.");

        DatasetClasses fewer = of(List.of("dog", "owl"), NUMBERS);
        ClassMapping mapping = fewer.mapping(NUMBERS);
        assertThat(fewer.missing(mapping, List.of(0, 1))).containsExactly("dog", "owl");
    }

    @Test
    void mapping_numbersOnBothSides_areNames() {
        DatasetClasses numbers = of(List.of("0", "1"), NUMBERS);

        assertThat(numbers.mapping(NUMBERS).keepsAll()).isTrue();
        assertThat(numbers.mapping(NUMBERS).position(1)).isEqualTo(1);
        assertThat(numbers.remarks("m", NUMBERS)).isEmpty();
    }

    @Test
    void mapping_modelOfNumbersBesideANamedOne_itsIndexesAreThoseOfTheFirst() {
        DatasetClasses sorted = of(List.of("owl", "horse", "dog", "cat"), ANIMALS);

        assertThat(sorted.mapping(NUMBERS).positions()).containsExactly(3, 2, 1, 0);
    }

    @Test
    void mapping_modelOfNumbersFirst_namedOnesAreMatchedByName() {
        List<String> reversed = List.of("owl", "horse", "dog", "cat");
        DatasetClasses animals = of(ANIMALS, KnownClasses.leading(List.of(NUMBERS, reversed)));

        assertThat(animals.mapping(reversed).positions()).containsExactly(3, 2, 1, 0);
        assertThat(animals.mapping(NUMBERS).positions())
                .as("the index in the model that has names")
                .containsExactly(3, 2, 1, 0);
        assertThat(of(ANIMALS, NUMBERS).mapping(reversed).positions()).containsExactly(3, 2, 1, 0);
    }

    @Test
    void mapping_otherNames_needAMap() {
        DatasetClasses synsets =
                new DatasetClasses(
                        "set",
                        List.of("n02", "n01"),
                        Map.of("n01", "cat", "n02", "owl"),
                        new KnownClasses(ANIMALS),
                        Kept.MAPPED);

        assertThat(synsets.mapping(ANIMALS).kept()).containsExactly(0, 3);
        assertThat(synsets.mapping(ANIMALS).positions()).containsExactly(1, 0);
    }

    @Test
    void missing_namesThatDifferByCaseOrBlanks_areNotGuessed() {
        DatasetClasses other = of(List.of("Cat", "cat ", "dog"), ANIMALS);
        ClassMapping mapping = other.mapping(ANIMALS);

        assertThat(other.missing(mapping, List.of(0, 1, 2))).containsExactly("Cat", "cat ");
        assertThat(other.missing(mapping, List.of(2)))
                .as("classes without images need no model's class")
                .isEmpty();
    }

    @Test
    void mapping_nameOfTwoClasses_isFoundInTheSamePlaceOnly() {
        List<String> cranes = List.of("crane", "kite", "crane");

        assertThat(of(cranes, cranes).mapping(cranes)).isEqualTo(ClassMapping.identity(3));
        DatasetClasses turned = of(List.of("kite", "crane", "dove"), cranes);
        assertThat(turned.missing(turned.mapping(cranes), List.of(0, 1))).containsExactly("crane");
    }

    @Test
    void shown_manyNames_theFirstFew() {
        assertThat(DatasetClasses.shown(List.of("a", "b"))).isEqualTo("a, b");
        assertThat(DatasetClasses.shown(List.of("a", "b", "c", "d", "e", "f", "g")))
                .isEqualTo("a, b, c, d, e and 2 more");
    }

    private static DatasetClasses of(List<String> names, List<String> first) {
        return DatasetClasses.of("set", names, first);
    }
}
