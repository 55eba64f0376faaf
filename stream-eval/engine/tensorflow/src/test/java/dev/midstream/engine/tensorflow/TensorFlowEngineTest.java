package dev.midstream.engine.tensorflow;

import static dev.midstream.engine.tensorflow.fixture.SmallModel.ALL_POINTS;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.CHANNELS;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.CLASSES;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.POINTS;
import static dev.midstream.engine.tensorflow.fixture.SmallModel.SIDE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.PointRole;
import dev.midstream.SubspaceKind;
import dev.midstream.engine.Batching;
import dev.midstream.engine.Engines;
import dev.midstream.engine.Scorer;
import dev.midstream.engine.tensorflow.fixture.SmallModel;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TensorFlowEngineTest {
    private static final Batching BATCHING = new Batching(8, 1);

    @TempDir private Path directory;

    @Test
    void open_savedModel_foundAndScoredWithWhatItsManifestSays() throws Exception {
        ModelDirectory model = model();
        byte[] pixels = new byte[3 * SIDE * SIDE * CHANNELS];
        new Random(1).nextBytes(pixels);

        assertThat(Engines.installed().engineOf(model)).isInstanceOf(TensorFlowEngine.class);
        assertThat(score(model, "all", pixels)).isEqualTo(direct(ALL_POINTS, pixels));
        assertThat(score(model, "endpoint-1", pixels)).isEqualTo(direct("endpoint-1", pixels));
    }

    private static float[] score(ModelDirectory model, String points, byte[] pixels)
            throws Exception {
        PointSelection selection = PointSelection.parse(model.manifest(), points);
        try (Scorer scorer = Engines.installed().open(model, selection, BATCHING)) {
            return scorer.score(pixels, 3);
        }
    }

    private float[] direct(String signature, byte[] pixels) throws Exception {
        try (SavedModelScorer scorer =
                SavedModelScorer.open(directory, signature, SmallModel.FORMAT, BATCHING)) {
            return scorer.score(pixels, 3);
        }
    }

    private ModelDirectory model() throws IOException {
        SmallModel.write(directory);
        List<ModelPoint> points =
                POINTS.stream()
                        .map(id -> new ModelPoint(id, PointRole.SAMPLE, List.of(1.0), id))
                        .toList();
        return ModelDirectory.seal(
                directory,
                ModelManifest.newBuilder()
                        .setFormatVersion(ModelDirectory.FORMAT_VERSION)
                        .setModelId("small")
                        .setSubspace(SubspaceKind.LINE)
                        .setNetwork("small")
                        .setDataset("noise")
                        .setClasses(IntStream.range(0, CLASSES).mapToObj(i -> "c" + i).toList())
                        .setInputHeight(SIDE)
                        .setInputWidth(SIDE)
                        .setInputChannels(CHANNELS)
                        .setInputName("images")
                        .setOutputName("logits")
                        .setAllPointsSignature(ALL_POINTS)
                        .setPoints(points)
                        .setTraining(Map.of())
                        .setSeed(0)
                        .setVersions(Map.of())
                        .setFiles(List.of())
                        .build());
    }
}
