package dev.midstream.evaluation.panel;

import java.util.List;
import java.util.Optional;

/**
 * What one model answered for one image.
 *
 * @param logits {@code [rows, classes]}: first those of the scored points, then those of the
 *     columns that are made of them
 */
public record ModelAnswer(PointPanel panel, float[] logits) {
    /**
     * Why the answer cannot be judged, in one sentence: a logit of a scored point is not finite.
     * Empty if all are.
     *
     * @param pointIds of the scored points
     */
    public Optional<String> fault(List<String> pointIds) {
        int classes = panel.classes();
        for (int i = 0; i < panel.scored() * classes; i++) {
            if (!Float.isFinite(logits[i])) {
                return Optional.of(
                        "Point %s of model %s answers %s for class %d."
                                .formatted(
                                        pointIds.get(i / classes),
                                        panel.modelId(),
                                        logits[i],
                                        panel.mapping().modelClass(i % classes)));
            }
        }
        return Optional.empty();
    }

    /** Returns the mean logits of the scored points, {@code [classes]}. */
    public float[] ensemble() {
        int classes = panel.classes();
        float[] mean = new float[classes];
        for (int i = 0; i < classes; i++) {
            double sum = 0;
            for (int point = 0; point < panel.scored(); point++) {
                sum += logits[point * classes + i];
            }
            mean[i] = (float) (sum / panel.scored());
        }
        return mean;
    }
}
