package dev.midstream.offline.model;

import dev.midstream.engine.Scorer;
import dev.midstream.evaluation.judging.JudgedAnswers;
import dev.midstream.evaluation.panel.PanelLayout;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.metrics.TemperatureScaling;
import dev.midstream.schemas.model.InvalidModelException;
import java.util.ArrayList;
import java.util.List;

/** Fits a temperature to every column of a model. */
public final class Temperatures {
    private static final int CHUNK_IMAGES = 256;

    private Temperatures() {}

    /**
     * The temperatures of a model's columns, in their order.
     *
     * @param heldOut images that the model has not learned from, with labels; held in memory as
     *     logits
     * @throws InvalidModelException if the engine cannot use the model
     */
    public static List<Double> fit(EvaluatedModel model, ImageDataset heldOut)
            throws InvalidModelException {
        int classes = model.classes();
        PanelLayout layout = model.layout();
        List<float[]> logits = new ArrayList<>();
        for (int i = 0; i < model.columns().size(); i++) {
            logits.add(new float[Math.multiplyExact(heldOut.size(), classes)]);
        }
        int imageBytes = heldOut.height() * heldOut.width() * heldOut.channels();
        byte[] pixels = new byte[CHUNK_IMAGES * imageBytes];
        try (Scorer scorer = model.open()) {
            for (int first = 0; first < heldOut.size(); first += CHUNK_IMAGES) {
                int size = Math.min(CHUNK_IMAGES, heldOut.size() - first);
                for (int i = 0; i < size; i++) {
                    heldOut.copyPixels(first + i, pixels, i * imageBytes);
                }
                float[] scored = scorer.score(pixels, size);
                for (int image = 0; image < size; image++) {
                    JudgedAnswers answers =
                            new JudgedAnswers(List.of(layout.answer(scored, image, size)));
                    for (int i = 0; i < logits.size(); i++) {
                        System.arraycopy(
                                answers.logits(0, i),
                                answers.offset(0, i),
                                logits.get(i),
                                (first + image) * classes,
                                classes);
                    }
                }
            }
        }
        int[] labels = heldOut.labels();
        List<Double> temperatures = new ArrayList<>();
        for (float[] column : logits) {
            temperatures.add(TemperatureScaling.fit(column, classes, labels));
        }
        return temperatures;
    }
}
