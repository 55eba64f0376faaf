package dev.midstream.cli.dataset;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.LargerImages;
import dev.midstream.images.plan.ImageOrder;
import dev.midstream.images.plan.NoiseOptions;
import dev.midstream.images.plan.SelectionOptions;
import dev.midstream.images.plan.TestSelection;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Options that choose test images, conditions and labels. The publisher and the offline evaluation
 * share them, so the same options give the same images in both.
 */
public final class TestPlanOptions {
    @Mixin private TestImageOptions images = new TestImageOptions();

    @Mixin private CleanImageOptions clean = new CleanImageOptions();

    @Option(
            names = "--order",
            paramLabel = "NAME",
            defaultValue = "shuffled",
            description =
                    "Order of the images: shuffled (a seeded random order) or listed (that of the"
                            + " data set, in which no figure says anything of images to come)"
                            + " (default: ${DEFAULT-VALUE}).")
    private String order = "shuffled";

    @Mixin private DesignOptions design = new DesignOptions();

    @Mixin private LabelNoiseOptions labelNoise = new LabelNoiseOptions();

    /** The images. */
    public TestImageOptions images() {
        return images;
    }

    /**
     * Opens the split, with clean images beside corrupted ones if that was asked for.
     *
     * @throws DatasetException if it cannot be read or downloaded
     */
    public ImageDataset open() throws DatasetException {
        return open(Optional.empty());
    }

    /**
     * Opens the split like {@link #open()}.
     *
     * @param larger what is done to larger images where no option says how images are resized
     * @throws DatasetException if it cannot be read or downloaded
     */
    public ImageDataset open(Optional<LargerImages> larger) throws DatasetException {
        return images.open(clean.beside(images), larger);
    }

    /**
     * Checks all values, before anything is read.
     *
     * @throws IllegalArgumentException if a value is invalid, with a message for the user
     */
    public void check() {
        images.dataset().check();
        Objects.requireNonNull(clean.beside(images));
        Objects.requireNonNull(options().checked());
    }

    /**
     * The order of the images.
     *
     * @throws IllegalArgumentException if there is none of that name, with a message for the user
     */
    public ImageOrder order() {
        return ImageOrder.named(order);
    }

    /**
     * The choice of images.
     *
     * @throws IllegalArgumentException if a value is invalid, with a message for the user
     * @throws IOException if the pictures of frost cannot be read
     */
    public TestSelection selection() throws IOException {
        return options().selection();
    }

    private SelectionOptions options() {
        return images.options(
                clean.own(),
                new NoiseOptions(labelNoise.rate(), labelNoise.kind()),
                order(),
                design.design());
    }
}
