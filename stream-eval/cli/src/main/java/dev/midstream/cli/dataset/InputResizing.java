package dev.midstream.cli.dataset;

import dev.midstream.ModelManifest;
import dev.midstream.images.dataset.LargerImages;
import dev.midstream.images.dataset.Resizing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How images that are larger than a model's input become its input, as its manifest says. */
public final class InputResizing {
    private InputResizing() {}

    /**
     * Returns how a model wants larger images resized; empty where it does not say.
     *
     * @throws IllegalArgumentException if what it says makes no sense
     */
    public static Optional<Resizing> of(ModelManifest model) {
        if (model.getInputResize() == 0 && model.getInputCrop() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Resizing(side(model.getInputResize()), side(model.getInputCrop())));
    }

    /** Returns how larger images are resized for all of some models; empty unless they agree. */
    public static Optional<LargerImages> of(List<ModelManifest> models) {
        List<LargerImages> wanted = new ArrayList<>();
        for (ModelManifest model : models) {
            Optional<Resizing> resizing = of(model);
            if (resizing.isEmpty()) {
                return Optional.empty();
            }
            LargerImages images =
                    new LargerImages(model.getInputHeight(), model.getInputWidth(), resizing.get());
            if (!wanted.contains(images)) {
                wanted.add(images);
            }
        }
        return wanted.size() == 1 ? Optional.of(wanted.get(0)) : Optional.empty();
    }

    private static OptionalInt side(int pixels) {
        return pixels == 0 ? OptionalInt.empty() : OptionalInt.of(pixels);
    }
}
