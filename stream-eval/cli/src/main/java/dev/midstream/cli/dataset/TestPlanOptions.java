package dev.midstream.cli.dataset;

import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.plan.ImageOrder;
import dev.midstream.images.plan.NoiseOptions;
import dev.midstream.images.plan.SelectionOptions;
import dev.midstream.images.plan.TestSelection;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Options that choose test images, conditions and labels. The publisher and the offline evaluation
 * share them, so the same options give the same images in both.
 */
public final class TestPlanOptions {
    @Mixin private TestImageOptions images = new TestImageOptions();

    @Option(
            names = "--include-clean",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Include clean images (default: they are included).")
    private boolean includeClean = true;

    @Mixin private LabelNoiseOptions labelNoise = new LabelNoiseOptions();

    /** The images. */
    public TestImageOptions images() {
        return images;
    }

    /**
     * Checks all values, before anything is read.
     *
     * @throws IllegalArgumentException if a value is invalid, with a message for the user
     */
    public void check() {
        SelectionOptions unused = options(ImageOrder.AS_GIVEN).checked();
    }

    /**
     * The choice of images in an order.
     *
     * @throws IllegalArgumentException if a value is invalid, with a message for the user
     * @throws IOException if the pictures of frost cannot be read
     */
    public TestSelection selection(ImageOrder order) throws IOException {
        return options(order).selection();
    }

    private SelectionOptions options(ImageOrder order) {
        return images.options(
                includeClean ? CleanImages.INCLUDED : CleanImages.EXCLUDED,
                new NoiseOptions(labelNoise.rate(), labelNoise.kind()),
                order);
    }
}
