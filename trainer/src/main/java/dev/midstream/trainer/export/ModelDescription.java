package dev.midstream.trainer.export;

import dev.midstream.trainer.network.ImageShape;
import java.util.List;

/**
 * What a model is called and what it classifies.
 *
 * @param modelId its name in metrics
 * @param dataset the data set that it was trained on
 * @param classes class names by index
 * @param input the shape of images
 */
public record ModelDescription(
        String modelId, String dataset, List<String> classes, ImageShape input) {
    public ModelDescription {
        classes = List.copyOf(classes);
    }
}
