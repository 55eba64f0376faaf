package dev.midstream.engine;

import dev.midstream.ModelManifest;
import dev.midstream.schemas.model.ModelDirectory;

/**
 * A format in which a model directory stores its network.
 *
 * @param name the format's name in messages, such as {@code SavedModel}
 * @param file the file that every model of this format has, relative to the model directory
 */
public record ModelFormat(String name, String file) {
    /** TensorFlow's. */
    public static final ModelFormat SAVED_MODEL =
            new ModelFormat("SavedModel", ModelDirectory.SAVED_MODEL);

    /** Returns whether a model has this format. */
    public boolean isOf(ModelManifest manifest) {
        return manifest.getFiles().stream().anyMatch(listed -> listed.getPath().equals(file));
    }

    @Override
    public String toString() {
        return name + " (" + file + ")";
    }
}
