package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.midstream.ModelManifest;
import dev.midstream.engine.PrecisionChoice;
import dev.midstream.engine.Processor;
import dev.midstream.engine.Scorer;
import dev.midstream.engine.ScoringPrecision;
import dev.midstream.evaluation.panel.JudgedPoint;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.schemas.model.ModelDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NestedEngineTest {
    @Test
    void open_realModel_scoresAllPoints(@TempDir Path directory) throws Exception {
        ScoringPlan plan = TestModel.plan(TestModel.in(directory), TestModel.ALL);
        byte[] pixels = new byte[40 * TestModel.IMAGE_BYTES];
        new Random(1).nextBytes(pixels);
        try (Scorer scorer = NestedEngine.open(plan);
                Scorer other = NestedEngine.open(plan)) {
            float[] logits = scorer.score(pixels, 40);
            assertThat(logits).hasSize(3 * 40 * TestModel.CLASSES);
            assertThat(other.score(pixels, 40)).isEqualTo(logits);
        }
        assertThat(System.getProperties().get("dev.midstream.engine.classloader"))
                .isInstanceOf(ClassLoader.class);
    }

    @Test
    void open_modelWithoutSignatureForAll_scoredPointByPoint(
            @TempDir Path together, @TempDir Path apart) throws Exception {
        ModelManifest manifest =
                ModelManifest.newBuilder(TestModel.manifest()).setAllPointsSignature("").build();
        List<String> points = List.of("midpoint", "endpoint-1");
        ScoringPlan plan = TestModel.plan(TestModel.in(apart, manifest), points);
        byte[] pixels = new byte[5 * TestModel.IMAGE_BYTES];
        new Random(1).nextBytes(pixels);
        try (Scorer all = NestedEngine.open(TestModel.plan(TestModel.in(together), TestModel.ALL));
                Scorer each = NestedEngine.open(plan)) {
            float[] expected = all.score(pixels, 5);
            float[] logits = each.score(pixels, 5);
            int row = 5 * TestModel.CLASSES;
            assertThat(logits).hasSize(2 * row);
            assertThat(Arrays.copyOf(logits, row))
                    .containsExactly(Arrays.copyOf(expected, row), within(1e-4f));
            assertThat(Arrays.copyOfRange(logits, row, 2 * row))
                    .containsExactly(Arrays.copyOfRange(expected, 2 * row, 3 * row), within(1e-4f));
        }
    }

    @Test
    void open_bf16_anotherModelWithOtherFigures(@TempDir Path directory) throws Exception {
        ScoringSettings exact = TestModel.settings(TestModel.ALL);
        ModelDirectory model = TestModel.in(directory);
        ScoringPlan plan =
                ScoringPlan.of(
                        model.manifest(),
                        model.path().toString(),
                        new ScoringSettings(
                                exact.choice(),
                                exact.reference(),
                                exact.batching(),
                                exact.classes(),
                                PrecisionChoice.BF16.on(Processor.CPU)),
                        TestModel.classes());
        assertThat(plan.modelId()).isEqualTo("small-model@bf16");
        assertThat(plan.panel().judged())
                .filteredOn(JudgedPoint::isCompared)
                .allMatch(point -> point.referenceModelId().equals("small-model@bf16"));
        byte[] pixels = new byte[5 * TestModel.IMAGE_BYTES];
        new Random(1).nextBytes(pixels);
        Optional<String> obstacle = ScoringPrecision.BF16.obstacle();
        if (obstacle.isPresent()) {
            assertThatThrownBy(() -> NestedEngine.open(plan))
                    .hasMessageStartingWith("Cannot score with ")
                    .hasMessageContaining("neither AMX nor AVX512_BF16");
        }
        assumeTrue(obstacle.isEmpty(), "this processor has neither AMX nor AVX512_BF16");
        try (Scorer one = NestedEngine.open(plan);
                Scorer other = NestedEngine.open(TestModel.plan(model, TestModel.ALL))) {
            assertThat(one.score(pixels, 5))
                    .isNotEqualTo(other.score(pixels, 5))
                    .containsExactly(other.score(pixels, 5), within(0.3f));
        }
    }

    @Test
    void open_modelChangedSinceSubmission_saysSo(@TempDir Path first, @TempDir Path second)
            throws Exception {
        ScoringPlan plan = TestModel.plan(TestModel.in(first), TestModel.ALL);
        Path manifest = TestModel.in(second).path().resolve(ModelDirectory.MANIFEST);
        String other = Files.readString(manifest).replace(TestModel.MODEL_ID, "another");
        Files.writeString(first.resolve(ModelDirectory.MANIFEST), other);
        assertThatThrownBy(() -> NestedEngine.open(plan))
                .hasMessage(
                        "Cannot score with the model in "
                                + first
                                + ": it is another one than at submission. Submit the job again.");
    }

    @Test
    void open_uri_itsCopyStaysUntilTheScorerIsClosed(@TempDir Path directory) throws Exception {
        ModelDirectory model = TestModel.in(directory, UUID.randomUUID().toString());
        String uri = model.path().toUri().toString();
        ScoringPlan plan =
                ScoringPlan.of(
                        model.manifest(),
                        uri,
                        TestModel.settings(TestModel.ALL),
                        TestModel.classes());
        Path copy;
        try (Scorer scorer = NestedEngine.open(plan)) {
            assertThat(scorer.score(new byte[TestModel.IMAGE_BYTES], 1)).isNotEmpty();
            try (ModelLease lease = ModelCopies.ofJob().open(uri)) {
                copy = lease.directory().path();
            }
            assertThat(copy).isDirectory();
        }
        assertThat(copy).doesNotExist();

        Files.write(model.path().resolve(ModelDirectory.SAVED_MODEL), new byte[] {1});
        assertThatThrownBy(() -> NestedEngine.open(plan)).hasMessageContaining("Cannot use model");
        assertThat(copy).doesNotExist();
    }

    @Test
    void plan_somePoints_keepsTheOrderOfTheManifest(@TempDir Path directory) {
        ScoringPlan plan =
                TestModel.plan(TestModel.in(directory), List.of("endpoint-1", "midpoint"));
        assertThat(plan.panel().judgedIds()).containsExactly("midpoint", "endpoint-1", "ensemble");
    }

    @Test
    void plan_severalPoints_comparedWithTheMidpoint(@TempDir Path directory) {
        ScoringPlan plan = TestModel.plan(TestModel.in(directory), TestModel.ALL);
        assertThat(plan.panel().judged())
                .filteredOn(JudgedPoint::isCompared)
                .allMatch(point -> point.referencePointId().equals("midpoint"))
                .allMatch(point -> point.referenceModelId().equals(TestModel.MODEL_ID))
                .extracting(JudgedPoint::pointId)
                .containsExactly("endpoint-0", "endpoint-1", "ensemble");
        assertThat(plan.panel().judged().get(1).weights()).containsExactly(1.0, 0.0);
    }

    @Test
    void plan_rolesAndEnsemble_theirPoints(@TempDir Path directory) {
        ModelDirectory model = TestModel.in(directory);
        assertThat(TestModel.plan(model, List.of("endpoints")).panel().judgedIds())
                .containsExactly("endpoint-0", "endpoint-1", "ensemble");
        assertThat(TestModel.plan(model, List.of("midpoint", "ensemble")).panel().judgedIds())
                .containsExactly("midpoint", "ensemble");
        ScoringPlan alone = TestModel.plan(model, List.of("ensemble"));
        assertThat(alone.panel().judgedIds()).containsExactly("ensemble");
        assertThat(alone.panel().scored()).isEqualTo(3);
    }

    @Test
    void plan_unknownPoint_namesTheOnesThereAre(@TempDir Path directory) {
        ModelDirectory model = TestModel.in(directory);
        assertThatThrownBy(() -> TestModel.plan(model, List.of("sample-0", "midpoint")))
                .hasMessage(
                        "Unknown point: sample-0. Model small-model has midpoint, endpoint-0,"
                                + " endpoint-1.");
    }
}
