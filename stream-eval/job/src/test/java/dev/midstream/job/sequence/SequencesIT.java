package dev.midstream.job.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.metrics.PointSums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/** Whatever happens to a job and in whatever order, it counts as the plain model does. */
final class SequencesIT {
    private static final int IMAGES = 12;
    private static final int SUBTASKS = 3;
    private static final int STEPS = 40;

    private static Path directory = Path.of("");
    private static Models models;

    @BeforeContainer
    static void create() throws IOException {
        directory = Files.createTempDirectory("sequences");
        models = new Models(directory);
    }

    @AfterContainer
    static void delete() throws IOException {
        FileUtils.deleteDirectory(directory.toFile());
    }

    @Property
    void figures_afterAnySequence_areThoseOfThePlainModel(@ForAll("sequences") List<Step> steps)
            throws Exception {
        PlainSums plain = new PlainSums();
        try (HarnessedJob job = new HarnessedJob(models)) {
            for (Step step : steps) {
                if (step instanceof Step.Input input) {
                    plain.take(input);
                }
                job.take(step);
            }
            job.take(new Step.TimePasses());
            job.take(new Step.Checkpoint());
            assertThat(differences(plain.sums(), job.figures())).isEmpty();
            assertThat(job.letters()).isEqualTo(plain.letters());
        }
    }

    private static List<String> differences(
            Map<String, PointSums> expected, Map<String, PointSums> actual) {
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(expected.get(key), actual.get(key)))
                .map(key -> key + ": " + text(actual.get(key)) + ", not " + text(expected.get(key)))
                .toList();
    }

    /** Enough to see what is wrong. */
    private static String text(@Nullable PointSums sums) {
        return sums == null ? "nothing" : sums.classification().count() + " images";
    }

    @Provide
    Arbitrary<List<Step>> sequences() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, IMAGES - 1);
        Arbitrary<Integer> models = Arbitraries.integers().between(0, Models.COUNT - 1);
        Arbitrary<Integer> subtasks = Arbitraries.integers().between(1, SUBTASKS);
        Arbitrary<Step> pictures =
                Combinators.combine(numbers, Arbitraries.integers().between(0, 1))
                        .as(Step.Picture::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(30, pictures),
                        Tuple.of(8, numbers.map(Step.Label::new)),
                        Tuple.of(2, Arbitraries.just(new Step.Poison())),
                        Tuple.of(2, models.map(Step.Add::new)),
                        Tuple.of(2, models.map(Step.Drop::new)),
                        Tuple.of(5, Arbitraries.just(new Step.TimePasses())),
                        Tuple.of(4, Arbitraries.just(new Step.Checkpoint())),
                        Tuple.of(1, Arbitraries.just(new Step.LostCommit())),
                        Tuple.of(2, subtasks.map(Step.Failure::new)),
                        Tuple.of(1, Arbitraries.just(new Step.ClockSetBack())),
                        Tuple.of(2, subtasks.map(Step.Rescale::new)))
                .list()
                .ofMaxSize(STEPS);
    }
}
