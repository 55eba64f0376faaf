package dev.midstream.images.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.label.NoisyLabels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubsetTest {

    private static final ImageDataset DATASET = dataset(1000);

    @Test
    void firstOf_largerLimit_keepsTheImagesBefore() {
        Subset few = Subset.firstOf(DATASET, 50, 1);
        Subset more = Subset.firstOf(DATASET, 200, 1);

        assertThat(ids(more))
                .hasSize(200)
                .doesNotHaveDuplicates()
                .startsWith(ids(few).toArray(new String[0]));
        assertThat(ids(Subset.firstOf(DATASET, 50, 2))).isNotEqualTo(ids(few));
    }

    @Test
    void firstOf_sortedClasses_isBalancedInExpectation() {
        int[] histogram = new int[10];
        for (int label : Subset.firstOf(DATASET, 500, 0).labels()) {
            histogram[label]++;
        }

        // Hypergeometric: 50 expected, standard deviation 4.7.
        for (int count : histogram) {
            assertThat(count).isBetween(30, 70);
        }
    }

    @Test
    void firstOf_image_keepsIdLabelAndPixels() {
        Subset subset = Subset.firstOf(DATASET, 10, 4);

        for (int i = 0; i < subset.size(); i++) {
            int source = subset.sourceIndex(i);
            assertThat(subset.imageId(i)).isEqualTo(DATASET.imageId(source));
            assertThat(subset.label(i)).isEqualTo(DATASET.label(source));
            assertThat(subset.image(i)).isEqualTo(DATASET.image(source));
        }
    }

    @Test
    void firstOf_limitBeyondSize_isEverything() {
        assertThat(new HashSet<>(ids(Subset.firstOf(DATASET, 5000, 0)))).hasSize(1000);
    }

    @Test
    void firstOf_negativeLimit_isRefused() {
        assertThatThrownBy(() -> Subset.firstOf(DATASET, -1, 0))
                .hasMessage("Invalid limit: -1, is negative");
    }

    @Test
    void listed_partOfAPermutation_isInTheOrderOfTheSource() {
        Subset some = Subset.firstOf(DATASET, 100, 0);

        assertThat(ids(some.listed())).containsExactlyInAnyOrderElementsOf(ids(some));
        assertThat(ids(some.listed()))
                .isEqualTo(ids(DATASET).stream().filter(ids(some)::contains).toList());
    }

    @Test
    void firstOf_sameSeedAsLabelNoise_isIndependentOfIt() {
        NoisyLabels labels =
                new LabelNoise(LabelNoise.Kind.SYMMETRIC, 0.2, 0).apply(DATASET.labels(), 10);
        Subset subset = Subset.firstOf(DATASET, 200, 0);
        int flipped = 0;
        for (int i = 0; i < subset.size(); i++) {
            flipped += labels.observed(subset.sourceIndex(i)) == subset.label(i) ? 0 : 1;
        }

        // 40 expected, standard deviation 5.1; one permutation for both would flip all 200.
        assertThat(flipped).isBetween(15, 65);
    }

    private static List<String> ids(ImageDataset dataset) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < dataset.size(); i++) {
            ids.add(dataset.imageId(i));
        }
        return ids;
    }

    private static ImageDataset dataset(int size) {
        byte[][] pixels = new byte[size][];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            pixels[i] = new byte[] {(byte) i, (byte) (i >> 8), 0};
            labels[i] = i * 10 / size;
        }
        List<String> classes = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        return new InMemoryImages(
                "test", classes, 1, 1, pixels, labels, InMemoryImages.numbered(Split.TEST));
    }
}
