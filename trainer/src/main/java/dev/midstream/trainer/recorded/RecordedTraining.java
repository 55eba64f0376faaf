package dev.midstream.trainer.recorded;

import dev.midstream.ModelManifest;
import dev.midstream.offline.model.TrainingImages;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.recipe.Recipe;
import dev.midstream.trainer.recipe.RecordedRecipe;
import dev.midstream.trainer.recipe.RecordedValues;
import dev.midstream.trainer.training.TrainingPlan;
import java.util.OptionalInt;

/**
 * What a manifest says about how its model was trained.
 *
 * @param plan the plan of the run, in float32 on the CPU, which is how points are measured
 * @param input the shape of the model's images
 * @param images how many images of the split the run used
 * @param imageSeed of the permutation that they are the first of
 * @param statisticsImages how many of them the statistics of each point were computed from
 */
public record RecordedTraining(
        TrainingPlan plan,
        ImageShape input,
        OptionalInt images,
        long imageSeed,
        OptionalInt statisticsImages) {
    /**
     * Reads the record of a model.
     *
     * @throws InvalidModelException if the model does not say how it was trained
     */
    public static RecordedTraining of(ModelManifest manifest) throws InvalidModelException {
        try {
            Recipe recipe = RecordedRecipe.read(manifest.getTraining(), manifest.getSeed());
            RecordedValues values = new RecordedValues(manifest.getTraining());
            ImageShape input =
                    new ImageShape(
                            manifest.getInputHeight(),
                            manifest.getInputWidth(),
                            manifest.getInputChannels());
            TrainingPlan plan =
                    TrainingPlan.of(
                            recipe,
                            manifest.getDataset(),
                            manifest.getClasses().size(),
                            input,
                            Execution.DEFAULT);
            return new RecordedTraining(
                    plan,
                    input,
                    values.integer("images"),
                    TrainingImages.seed(manifest),
                    values.integer("bn-images"));
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(
                    "Cannot make points of %s: its manifest does not say how it was trained: %s"
                            .formatted(manifest.getModelId(), e.getMessage()),
                    e);
        }
    }
}
