package dev.midstream.offline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.engine.fixture.ToyModel;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.pair.PairChoice;
import dev.midstream.offline.result.ColumnResult;
import dev.midstream.offline.result.OfflineCell;
import dev.midstream.schemas.model.ModelDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineFiguresTest {
    @TempDir private Path directory;

    /** Of a point that answers cat, with a confidence of 0.73, whatever it sees. */
    private ColumnResult column(GrayImages images, String corruptions, String severities)
            throws Exception {
        ModelDirectory model =
                ToyModel.write(
                        directory.resolve("model"),
                        images.classes(),
                        images.width(),
                        List.of("1 0", "0 1", "2 0", "0 3", "5 0"));
        EvaluatedModel evaluated =
                EvaluatedModel.of(model, PanelChoice.parse("midpoint", List.of("none")));
        ConditionGrid grid = ConditionGrid.parse(corruptions, severities, CleanImages.INCLUDED);
        return new EvaluationRun(
                        "run",
                        TestSelection.all(grid, 3).of(images),
                        List.of(evaluated),
                        15,
                        List.of(0.5, 1.0),
                        PairChoice.NONE,
                        List.of())
                .evaluate(ChunkSink.NONE, Instant.EPOCH)
                .columns()
                .get(0);
    }

    private Map<Condition, OfflineCell> cells(GrayImages images) throws Exception {
        Map<Condition, OfflineCell> cells = new HashMap<>();
        column(images, "contrast,impulse_noise", "1,5")
                .cells()
                .forEach((condition, cell) -> cells.put(condition, cell.offline()));
        return cells;
    }

    /** They come in chunks, a chunk of each condition in turn, and the last has dogs alone. */
    @Test
    void cells_imagesFromFiles_areOfAllImagesAsInMemory() throws Exception {
        Map<Condition, OfflineCell> ofFiles = cells(GrayImages.ofFiles());

        assertThat(ofFiles).hasSize(5).isEqualTo(cells(GrayImages.held()));
        double confidence = 1 / (1 + Math.exp(-1));
        for (OfflineCell cell : ofFiles.values()) {
            assertThat(cell.selective()).containsExactly(0.5, 0.5);
            assertThat(cell.adaptiveEce()).isCloseTo(confidence - 0.5, within(1e-6));
            assertThat(cell.classwiseEce()).isCloseTo(confidence - 0.5, within(1e-6));
        }
    }

    /** Errors among two classes at 32 pixels do not compare with those among all at 224. */
    @Test
    void summary_fewClassesOfImageNet_hasNoErrorRelativeToAlexNet() throws Exception {
        ColumnResult column = column(GrayImages.pair("imagenet"), "standard", "1-5");

        assertThat(column.cells()).hasSize(76);
        assertThat(column.summary().getMeanCorruptionError()).isNull();
        assertThat(column.summary().getRelativeMeanCorruptionError()).isNull();
    }
}
