package dev.midstream.images.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Corruptions;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.format.IdxFiles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A corruption is one class and one line of the list: from the options' text to the pixels. */
class ToyCorruptionTest {

    private static final Corruptions LIST = Corruptions.known().with(new Inversion());

    @TempDir private Path data;

    @BeforeEach
    void writeImages() throws Exception {
        IdxFiles.write(data, "t10k", IdxFiles.images(3, 28, 28), IdxFiles.labels(9, 0, 4));
    }

    @Test
    void selection_nameOfTheToy_showsItsPixelsAtEverySeverity() throws Exception {
        SelectionOptions options = options("inversion,snow");
        ImageDataset images = Datasets.open("fashion-mnist", data, Split.TEST);

        TestPlan plan = options.selection(LIST).of(images);

        assertThat(plan.conditions())
                .containsExactly(
                        Condition.CLEAN,
                        new Condition("inversion", 2),
                        new Condition("inversion", 5),
                        new Condition("snow", 2),
                        new Condition("snow", 5));
        byte[] clean = plan.image(1, 0).pixels();
        byte[] mild = plan.image(1, 1).pixels();
        byte[] strong = plan.image(1, 2).pixels();
        for (int i = 0; i < clean.length; i++) {
            assertThat(strong[i] & 0xff).isEqualTo(255 - (clean[i] & 0xff));
            assertThat(mild[i]).isEqualTo(i % 5 < 2 ? strong[i] : clean[i]);
        }
        assertThat(plan.remarks()).contains("Inversion: of the toy.");
    }

    @Test
    void selection_groups_containTheToyOnlyInAll() throws Exception {
        assertThat(options("all").selection(LIST).conditions().conditions())
                .contains(new Condition("inversion", 5))
                .hasSize(1 + 2 * 20);
        assertThat(options("standard,extra").selection(LIST).conditions().conditions())
                .doesNotContain(new Condition("inversion", 5))
                .hasSize(1 + 2 * 19);
    }

    @Test
    void selection_withoutTheLine_isRefusedWithTheNames() {
        assertThatThrownBy(() -> options("inversion").selection())
                .hasMessageStartingWith("Unknown corruption: inversion. Use gaussian_noise, ")
                .hasMessageEndingWith(", saturate.");
    }

    private SelectionOptions options(String corruptions) {
        return new SelectionOptions(
                new SplitOptions("fashion-mnist", "test"),
                new ConditionOptions(
                        Optional.of(corruptions), "2,5", CleanImages.INCLUDED, Optional.empty()),
                NoiseOptions.NONE,
                OptionalInt.empty(),
                ImageOrder.LISTED,
                Design.EVERY_CONDITION,
                0);
    }

    /** Turns a share of the values to their negative. */
    private static final class Inversion implements Corruption {

        @Override
        public String name() {
            return "inversion";
        }

        @Override
        public Image apply(Image image, int severity, Draws draws) {
            byte[] pixels = image.pixels().clone();
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = i % MAX_SEVERITY < severity ? (byte) ~pixels[i] : pixels[i];
            }
            return new Image(image.height(), image.width(), image.channels(), pixels);
        }

        @Override
        public Optional<String> remark() {
            return Optional.of("Inversion: of the toy.");
        }
    }
}
