package dev.midstream.trainer.sample;

import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.export.ExportPoint;
import dev.midstream.trainer.export.ModelTarget;
import dev.midstream.trainer.export.frozen.FrozenModel;
import dev.midstream.trainer.export.frozen.FrozenModels;
import dev.midstream.trainer.export.frozen.PointWeights;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.training.TrainingPlan;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.SavedModel;

/** Writes a model directory with further points; the others stay what they are. */
final class ModelExtension {
    private ModelExtension() {}

    /**
     * Replaces a model directory, all at once, by one that has more points.
     *
     * @param points to add, with ids that the model does not have
     * @param weights theirs, in the same order
     * @throws IOException if it cannot be written; the model is as it was then
     */
    static void write(
            ModelDirectory model,
            TrainingPlan plan,
            List<ExportPoint> points,
            List<PointWeights> weights)
            throws IOException {
        ModelManifest manifest = extended(model.manifest(), points);
        new ModelTarget(model.path(), ModelTarget.Existing.REPLACE)
                .write(directory -> fill(directory, model, manifest, plan, weights));
    }

    private static ModelManifest extended(ModelManifest manifest, List<ExportPoint> points) {
        List<ModelPoint> all = new ArrayList<>(manifest.getPoints());
        for (ExportPoint point : points) {
            all.add(new ModelPoint(point.id(), point.role(), point.mixing(), point.id()));
        }
        return ModelManifest.newBuilder(manifest).setPoints(all).build();
    }

    private static void fill(
            Path directory,
            ModelDirectory model,
            ModelManifest manifest,
            TrainingPlan plan,
            List<PointWeights> weights)
            throws IOException {
        for (var file : model.manifest().getFiles()) {
            Path copy = directory.resolve(file.getPath());
            Files.createDirectories(copy.resolveSibling(""));
            Files.copy(model.path().resolve(file.getPath()), copy);
        }
        Path saved = directory.resolve(ModelDirectory.SAVED_MODEL);
        SavedModel old;
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(saved))) {
            old = SavedModel.parseFrom(stream);
        }
        ImageShape input =
                new ImageShape(
                        manifest.getInputHeight(),
                        manifest.getInputWidth(),
                        manifest.getInputChannels());
        SavedModel added = FrozenModel.of(plan.network(), input, plan.normalisation(), weights);
        List<String> ids = manifest.getPoints().stream().map(ModelPoint::getPointId).toList();
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(saved))) {
            FrozenModels.join(old, added, ids).writeTo(stream);
        }
        ModelDirectory.seal(directory, manifest);
        // A temporary directory is private, a model is not.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
