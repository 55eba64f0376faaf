package dev.midstream.offline.model;

import dev.midstream.engine.IsolatingScorer;
import dev.midstream.evaluation.judging.JudgedAnswers;
import dev.midstream.evaluation.panel.InputPixels;
import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.evaluation.panel.PanelLayout;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.metrics.TemperatureScaling;
import dev.midstream.schemas.model.InvalidModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fits a temperature to every column of a model. */
public final class Temperatures {
    private static final int CHUNK_IMAGES = 256;

    private Temperatures() {}

    /**
     * The temperatures of a model's columns, in their order.
     *
     * @param heldOut images that the model has not learned from, with labels; held in memory as
     *     logits, for the classes that count. Those that the model does not answer are left out
     * @throws InvalidModelException if the engine cannot use the model, or it answers no image
     */
    public static List<Double> fit(EvaluatedModel model, ImageDataset heldOut)
            throws InvalidModelException {
        Answered answered = new Answered(model, heldOut);
        int imageBytes = heldOut.height() * heldOut.width() * heldOut.channels();
        byte[] pixels = new byte[CHUNK_IMAGES * imageBytes];
        try (IsolatingScorer scorer = model.open()) {
            for (int first = 0; first < heldOut.size(); first += CHUNK_IMAGES) {
                int size = Math.min(CHUNK_IMAGES, heldOut.size() - first);
                for (int i = 0; i < size; i++) {
                    heldOut.copyPixels(first + i, pixels, i * imageBytes);
                }
                answered.first = first;
                scorer.score(
                        InputPixels.of(pixels, model.manifest().getInputChannels()),
                        size,
                        answered);
            }
        }
        return answered.temperatures();
    }

    /** The logits and labels of the images that the model has answered. */
    private static final class Answered implements IsolatingScorer.Answers {

        private final EvaluatedModel model;
        private final PanelLayout layout;
        private final ImageDataset images;
        // [column][image, class]
        private final List<float[]> logits = new ArrayList<>();
        private final int[] labels;
        private int count;
        private int first;

        Answered(EvaluatedModel model, ImageDataset images) {
            this.model = model;
            this.layout = model.layout();
            this.images = images;
            this.labels = new int[images.size()];
            for (int i = 0; i < model.columns().size(); i++) {
                logits.add(new float[Math.multiplyExact(images.size(), model.classes())]);
            }
        }

        @Override
        public void answered(int image, float[] scored, int index, int size) {
            ModelAnswer answer = layout.answer(scored, index, size);
            if (answer.fault(model.points().ids()).isPresent()) {
                return;
            }
            JudgedAnswers answers = new JudgedAnswers(List.of(answer));
            int classes = model.classes();
            for (int i = 0; i < logits.size(); i++) {
                System.arraycopy(
                        answers.logits(0, i),
                        answers.offset(0, i),
                        logits.get(i),
                        count * classes,
                        classes);
            }
            labels[count++] = model.mapping().position(images.label(first + image));
        }

        @Override
        public void failed(int image, String reason) {
            // Left out, like an answer that is not finite.
        }

        List<Double> temperatures() throws InvalidModelException {
            if (count == 0) {
                throw new InvalidModelException(
                        "Cannot fit temperatures of %s: none of its answers for %d held-out images can be judged."
                                .formatted(model.modelId(), images.size()));
            }
            int classes = model.classes();
            return logits.stream()
                    .map(
                            column ->
                                    TemperatureScaling.fit(
                                            Arrays.copyOf(column, count * classes),
                                            classes,
                                            Arrays.copyOf(labels, count)))
                    .toList();
        }
    }
}
