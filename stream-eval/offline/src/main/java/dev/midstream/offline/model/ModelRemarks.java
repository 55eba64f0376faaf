package dev.midstream.offline.model;

import dev.midstream.evaluation.panel.Column;
import dev.midstream.metrics.TemperatureScaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must be said of the figures of a model before they are measured. */
public final class ModelRemarks {
    private static final int TOP = 5;

    private ModelRemarks() {}

    /** The remarks, a sentence each; none if nothing is particular. */
    public static List<String> of(EvaluatedModel model) {
        List<String> remarks = new ArrayList<>();
        if (topFiveIsCertain(model)) {
            remarks.add(
                    "Top-5 accuracy of %s is always 1, since no more than five classes count."
                            .formatted(model.modelId()));
        }
        for (Column column : model.columns()) {
            double temperature = column.temperature().orElse(1);
            if (temperature == TemperatureScaling.LOWEST
                    || temperature == TemperatureScaling.HIGHEST) {
                remarks.add(
                        String.format(
                                Locale.ROOT,
                                "The temperature of %s/%s is at the end of the range from %.2f to"
                                        + " %.0f, and a better one may lie outside.",
                                model.modelId(),
                                column.name(),
                                TemperatureScaling.LOWEST,
                                TemperatureScaling.HIGHEST));
            }
        }
        return remarks;
    }

    /** Whether every answer of a model has the right class among its first five. */
    public static boolean topFiveIsCertain(EvaluatedModel model) {
        return model.classes() <= TOP;
    }
}
