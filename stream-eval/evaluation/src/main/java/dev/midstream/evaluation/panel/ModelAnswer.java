package dev.midstream.evaluation.panel;

/**
 * What one model answered for one image.
 *
 * @param logits {@code [rows, classes]}: first those of the scored points, then those of the
 *     columns that are made of them
 */
public record ModelAnswer(PointPanel panel, float[] logits) {
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
