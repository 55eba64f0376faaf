package dev.midstream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.engine.fixture.ToyEngine;
import dev.midstream.engine.fixture.ToyModel;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnginesTest {
    private static final List<String> LOGITS = List.of("0 1", "2 3", "4 5", "6 7", "8 9");

    @TempDir private Path directory;

    @Test
    void open_modelOfAPlugin_scoredByIt() throws Exception {
        ModelDirectory model = model();
        PointSelection points = PointSelection.parse(model.manifest(), "midpoint,endpoint-1");

        assertThat(Engines.installed().engineOf(model)).isInstanceOf(ToyEngine.class);
        try (Scorer scorer = Engines.installed().open(model, points, new Batching(4, 1))) {
            assertThat(scorer.score(new byte[2 * 3], 2)).containsExactly(0, 1, 0, 1, 4, 5, 4, 5);
            assertThat(scorer.score(new byte[0], 0)).isEmpty();
        }
    }

    @Test
    void open_formatOfNoEngine_namesThoseThereAre() throws Exception {
        Files.writeString(directory.resolve("model.xyz"), "?");
        ModelDirectory model = ModelDirectory.seal(directory, model().manifest());
        Files.delete(directory.resolve(ToyEngine.FILE));
        ModelDirectory unknown = ModelDirectory.seal(directory, model.manifest());

        assertThatThrownBy(() -> Engines.installed().engineOf(unknown))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith(
                        "Cannot use model %s: no engine can open it. There is ", directory)
                .hasMessageContaining("Toy for constant logits (logits.txt)");
    }

    @Test
    void open_noEngineInTheClassLoader_saysSo() throws Exception {
        ModelDirectory model = model();
        try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            assertThatThrownBy(() -> Engines.visibleTo(empty).engineOf(model))
                    .hasMessage(
                            "Cannot use model %s: no engine can open it. There is none.",
                            directory);
        }
    }

    @Test
    void open_engineThatCannotComputeLikeThat_saysWhy() throws Exception {
        ModelDirectory model = model();
        PointSelection points = PointSelection.parse(model.manifest(), "midpoint");
        Batching gpu = new Batching(4, 1, ScoringPrecision.FLOAT32, Processor.GPU);
        assertThatThrownBy(() -> Engines.installed().open(model, points, gpu))
                .isInstanceOf(EngineStartException.class)
                .hasMessage(
                        "Cannot score with %s: toys need no GPU. Use --device cpu.",
                        model.manifest().getModelId());
    }

    @Test
    void batching_lessThanOne_rejected() {
        assertThatThrownBy(() -> new Batching(0, 1))
                .hasMessage("Invalid batch size: 0. Use 1 or more.");
        assertThatThrownBy(() -> Batching.withThreads(0))
                .hasMessage("Invalid number of threads: 0. Use 1 or more.");
    }

    private ModelDirectory model() throws IOException {
        return ToyModel.write(directory, List.of("cat", "dog"), 1, LOGITS);
    }
}
