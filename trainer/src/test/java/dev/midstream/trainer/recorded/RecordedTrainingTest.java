package dev.midstream.trainer.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.ModelManifest;
import dev.midstream.evaluation.subspace.Line;
import dev.midstream.evaluation.subspace.Simplex;
import dev.midstream.schemas.json.RecordJson;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.trainer.data.Augmentation;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.recipe.Decay;
import dev.midstream.trainer.recipe.HoldOut;
import dev.midstream.trainer.recipe.Recipe;
import dev.midstream.trainer.recipe.RecordedRecipe;
import dev.midstream.trainer.subspace.Sampling;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that {@code train} wrote before recipes had a type. */
class RecordedTrainingTest {
    /** What a manifest records beside the recipe. */
    private static final Set<String> OTHERS =
            Set.of(
                    "precision",
                    "images",
                    "points",
                    "samples",
                    "bn-images",
                    "label-noise",
                    "label-noise-kind",
                    "label-noise-flip-rate");

    private static ModelManifest manifest(String name) throws IOException {
        try (InputStream json = RecordedTrainingTest.class.getResourceAsStream(name + ".json")) {
            return RecordJson.of(ModelManifest.class).read(new ObjectMapper().readTree(json));
        }
    }

    @Test
    void of_lineWithGroupNorms_isItsPlan() throws Exception {
        RecordedTraining training = RecordedTraining.of(manifest("line-group-norm"));
        Recipe recipe = training.plan().recipe();

        assertThat(training.plan().network().name()).isEqualTo("cresnet8-w4-gn");
        assertThat(training.plan().network().classes()).isEqualTo(3);
        assertThat(training.plan().subspace()).isEqualTo(new Line());
        assertThat(training.plan().augmentation()).isEqualTo(Augmentation.REFERENCE);
        assertThat(training.plan().execution()).isEqualTo(Execution.DEFAULT);
        assertThat(training.input()).isEqualTo(new ImageShape(16, 16, 3));
        assertThat(training.images()).hasValue(72);
        assertThat(training.statisticsImages()).hasValue(0);
        assertThat(recipe.batches().size()).isEqualTo(24);
        assertThat(recipe.holdOut()).isEqualTo(new HoldOut(0.1, 0));
        assertThat(recipe.optimisation().schedule().epochs()).isEqualTo(1);
    }

    @Test
    void of_averagedSimplex_isItsPlan() throws Exception {
        RecordedTraining training = RecordedTraining.of(manifest("simplex-swa"));
        Recipe recipe = training.plan().recipe();

        assertThat(recipe.subspace().subspace()).isEqualTo(new Simplex(4));
        assertThat(recipe.subspace().sampling()).isEqualTo(new Sampling(Sampling.Span.MODULE, 2));
        assertThat(recipe.optimisation().schedule().decay())
                .isEqualTo(new Decay.Cyclic(0.05, 0.5, 2));
        assertThat(recipe.optimisation().optimiser().radius()).isEqualTo(0.05);
        assertThat(training.statisticsImages()).hasValue(72);
    }

    @ParameterizedTest
    @ValueSource(strings = {"line-group-norm", "simplex-swa"})
    void write_recipeOfAnEarlierManifest_isWhatItRecords(String name) throws Exception {
        ModelManifest manifest = manifest(name);
        Map<String, String> recorded = new HashMap<>(manifest.getTraining());
        recorded.keySet().removeAll(OTHERS);

        assertThat(RecordedRecipe.write(RecordedTraining.of(manifest).plan().recipe()))
                .containsExactlyInAnyOrderEntriesOf(recorded);
    }

    /** The first manifests named fewer options. */
    @Test
    void of_manifestWithTheDecisiveOptionsAlone_isTheSamePlan() throws Exception {
        ModelManifest manifest = manifest("simplex-swa");
        Map<String, String> few = new HashMap<>(manifest.getTraining());
        few.keySet().retainAll(Set.of("network", "subspace", "endpoints", "batch", "augment"));
        RecordedTraining training =
                RecordedTraining.of(ModelManifest.newBuilder(manifest).setTraining(few).build());

        assertThat(training.plan().subspace()).isEqualTo(new Simplex(4));
        assertThat(training.plan().batchSize()).isEqualTo(24);
        assertThat(training.plan().members()).isEqualTo(1);
        assertThat(training.images()).isEmpty();
        assertThat(training.statisticsImages()).isEmpty();
    }

    @Test
    void of_manifestOfAnotherTool_saysWhatIsWrong() throws Exception {
        ModelManifest manifest =
                ModelManifest.newBuilder(manifest("line-group-norm"))
                        .setTraining(Map.of("network", "transformer"))
                        .build();
        assertThatThrownBy(() -> RecordedTraining.of(manifest))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith(
                        "Cannot make points of line: its manifest does not say how it was trained:"
                                + " Unknown network: transformer.");
    }
}
