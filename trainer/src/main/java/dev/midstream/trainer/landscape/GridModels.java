package dev.midstream.trainer.landscape;

import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.PointRole;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.Figure;
import dev.midstream.offline.run.PointScores;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.export.ExportPoint;
import dev.midstream.trainer.export.frozen.FrozenModel;
import dev.midstream.trainer.recorded.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures places of a subspace: a few at a time are frozen as a temporary model and scored like an
 * exported one.
 */
final class GridModels {
    /** A SavedModel must stay well below 2 GB, and a few of them fit into memory. */
    private static final long MAX_PARAMETERS = 32L << 20;

    private final ModelDirectory model;
    private final RecordedRun run;
    private final TestPlan plan;
    private final int eceBins;

    GridModels(ModelDirectory model, RecordedRun run, TestPlan plan, int eceBins) {
        this.model = model;
        this.run = run;
        this.plan = plan;
        this.eceBins = eceBins;
    }

    /** Measures places, in their order. */
    List<Measured> measure(List<GridPoint> points)
            throws IOException, InvalidModelException, InterruptedException {
        int together = (int) Math.max(1, MAX_PARAMETERS / run.parameterCount());
        List<Measured> measured = new ArrayList<>();
        for (int first = 0; first < points.size(); first += together) {
            measured.addAll(
                    group(points.subList(first, Math.min(points.size(), first + together))));
        }
        return measured;
    }

    private List<Measured> group(List<GridPoint> points)
            throws IOException, InvalidModelException, InterruptedException {
        List<ExportPoint> exported = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            exported.add(new ExportPoint("place-" + i, PointRole.SAMPLE, points.get(i).mixing()));
        }
        Path directory = Files.createTempDirectory("midstream-landscape-");
        try {
            ModelDirectory written = write(directory, exported);
            List<ClassificationFigures> figures =
                    PointScores.of(written, plan, eceBins, run.processor());
            List<Measured> measured = new ArrayList<>();
            for (int i = 0; i < points.size(); i++) {
                measured.add(
                        new Measured(
                                points.get(i),
                                figures.get(i).value(Figure.ACCURACY).orElseThrow(),
                                figures.get(i).value(Figure.ECE).orElseThrow(),
                                figures.get(i).value(Figure.NLL).orElseThrow()));
            }
            return measured;
        } finally {
            Files.deleteIfExists(directory.resolve(ModelDirectory.SAVED_MODEL));
            Files.deleteIfExists(directory.resolve(ModelDirectory.MANIFEST));
            Files.delete(directory);
        }
    }

    private ModelDirectory write(Path directory, List<ExportPoint> points) throws IOException {
        FrozenModel.write(run.freeze(points), directory.resolve(ModelDirectory.SAVED_MODEL));
        List<ModelPoint> listed = points.stream().map(ExportPoint::listed).toList();
        return ModelDirectory.seal(
                directory, ModelManifest.newBuilder(model.manifest()).setPoints(listed).build());
    }
}
