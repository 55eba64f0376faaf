package dev.midstream.embedded;

import dev.midstream.engine.Batching;
import dev.midstream.engine.Engines;
import dev.midstream.engine.Scorer;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes what an engine answers, as a program on the class path of the trainer: with an engine on
 * their own class path, the job in these tests would not load its own.
 */
final class EngineScores {
    private EngineScores() {}

    /** Takes a model directory, an npz file of images, and the file to write float32 scores to. */
    public static void main(String[] arguments) throws Exception {
        ModelDirectory model = ModelDirectory.open(Path.of(arguments[0]));
        ImageDataset images = Datasets.open("npz", Path.of(arguments[1]), Split.TEST);
        int imageBytes = images.height() * images.width() * images.channels();
        byte[] pixels = new byte[images.size() * imageBytes];
        for (int i = 0; i < images.size(); i++) {
            images.copyPixels(i, pixels, i * imageBytes);
        }
        PointSelection points = PointSelection.select(model.manifest(), List.of("model"));
        try (Scorer scorer = Engines.installed().open(model, points, Batching.withThreads(1))) {
            float[] scores = scorer.score(pixels, images.size());
            ByteBuffer bytes =
                    ByteBuffer.allocate(scores.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(scores);
            Files.write(Path.of(arguments[2]), bytes.array());
        }
    }
}
