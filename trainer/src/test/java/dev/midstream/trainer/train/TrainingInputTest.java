package dev.midstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.trainer.data.ColourImages;
import dev.midstream.trainer.data.LabelledImages;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.recipe.RecordedRecipe;
import dev.midstream.trainer.training.TrainingPlan;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingInputTest {
    private static final int IMAGES = 30;

    private static TrainingInput input(String batchSize, String holdOut) {
        ImageDataset split = new ColourImages(IMAGES);
        LabelledImages images =
                LabelledImages.of(
                        split, new LabelNoise(LabelNoise.Kind.SYMMETRIC, 0, 0), IMAGES, 0);
        TrainingPlan plan =
                TrainingPlan.of(
                        RecordedRecipe.read(
                                Map.of("batch", batchSize, "holdout", holdOut, "augment", "crop"),
                                0),
                        "colours",
                        split.classes().size(),
                        images.shape(),
                        Execution.DEFAULT);
        return new TrainingInput(split, images, plan);
    }

    @Test
    void learnt_imagesHeldOut_areTheOthers() {
        assertThat(input("24", "0.2").learnt()).isEqualTo(24);
        assertThat(input("30", "0").learnt()).isEqualTo(30);
    }

    @Test
    void construct_batchLargerThanTheImagesThatAreLeft_isRefused() {
        assertThatThrownBy(() -> input("25", "0.2"))
                .hasMessage(
                        "Invalid --batch-size: 25 is more than the 24 training images. Use a"
                                + " smaller one.");
    }

    @Test
    void construct_shareThatIsNoImage_isRefused() {
        assertThatThrownBy(() -> input("8", "0.01"))
                .hasMessage("Invalid --holdout: 0.01 of 30 images is none. Use a larger share.");
    }
}
