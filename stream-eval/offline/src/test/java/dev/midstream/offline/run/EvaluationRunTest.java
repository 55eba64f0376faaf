package dev.midstream.offline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.engine.fixture.ToyModel;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.InMemoryImages;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.pair.PairChoice;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationRunTest {
    private static final List<String> CLASSES = List.of("0", "1");

    @TempDir private Path work;

    @Test
    void evaluate_damagedEndpoints_failsBeforeImagesAreScored() throws Exception {
        ModelDirectory model =
                ToyModel.write(
                        work.resolve("model"),
                        CLASSES,
                        1,
                        List.of("1 0", "0 1", "2 0", "0 3", "5 0"));
        Files.writeString(model.path().resolve(ModelDirectory.ENDPOINTS), "no archive");
        EvaluatedModel evaluated =
                EvaluatedModel.of(model, PanelChoice.parse("midpoint", List.of("none")));
        EvaluationRun run =
                new EvaluationRun(
                        "run",
                        plan(),
                        List.of(evaluated),
                        15,
                        List.of(),
                        PairChoice.ALL,
                        List.of());
        List<ScoredChunk> scored = new ArrayList<>();

        assertThatThrownBy(() -> run.evaluate(scored::add, Instant.EPOCH))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith("Cannot read the endpoints of model " + model.path());
        assertThat(scored).isEmpty();
    }

    private static TestPlan plan() {
        byte[][] pixels = {new byte[3], new byte[3]};
        return TestSelection.all(ConditionGrid.parse("none", "1-5", CleanImages.INCLUDED), 0)
                .of(
                        new InMemoryImages(
                                "toys",
                                CLASSES,
                                1,
                                1,
                                pixels,
                                new int[] {0, 1},
                                i -> "image " + i));
    }
}
