package dev.midstream.publisher.publish;

import dev.midstream.images.dataset.ImageDataset;
import java.util.Optional;

/**
 * The label of an image as its record has it.
 *
 * @param index into the classes of the data set
 * @param name of the class
 */
record ClassLabel(int index, String name) {

    /** A label of a data set; empty if its images have none. */
    static Optional<ClassLabel> of(ImageDataset images, int label) {
        return images.labelled()
                ? Optional.of(new ClassLabel(label, images.classes().get(label)))
                : Optional.empty();
    }
}
