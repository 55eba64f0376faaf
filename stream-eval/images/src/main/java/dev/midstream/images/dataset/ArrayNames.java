package dev.midstream.images.dataset;

import java.util.Optional;

/**
 * The arrays of a NumPy archive that hold a data set.
 *
 * @param images {@code --images-array}; empty for the array of a known name
 * @param labels {@code --labels-array}; empty for the array of a known name
 */
public record ArrayNames(Optional<String> images, Optional<String> labels) {

    /** Arrays of known names. */
    public static final ArrayNames KNOWN = new ArrayNames(Optional.empty(), Optional.empty());
}
