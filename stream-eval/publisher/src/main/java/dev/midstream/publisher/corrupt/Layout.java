package dev.midstream.publisher.corrupt;

import java.io.IOException;

/** Where the images of a corrupted data set lie. */
enum Layout {
    /** {@code <corruption>.npy}, bytes {@code [5 * images, height, width, 3]}, and labels. */
    CIFAR_C("cifar-c", "%s.npy") {
        @Override
        CellFiles start(CorruptPlan plan, String corruption) throws IOException {
            return new NpyCells(plan, corruption);
        }
    },
    /** {@code <corruption>/<severity>/<class>/<image>}. */
    TINY_IMAGENET_C("tiny-imagenet-c", "%s") {
        @Override
        CellFiles start(CorruptPlan plan, String corruption) throws IOException {
            return new PictureCells(plan, corruption);
        }
    };

    private final String title;
    private final String fileName;

    Layout(String title, String fileName) {
        this.title = title;
        this.fileName = fileName;
    }

    /** Starts to write a corruption, from its beginning. */
    abstract CellFiles start(CorruptPlan plan, String corruption) throws IOException;

    /** Name of the file or directory that holds a corruption. */
    String fileOf(String corruption) {
        return String.format(fileName, corruption);
    }

    /** Returns the layout of a name, {@code cifar-c} or {@code tiny-imagenet-c}. */
    static Layout named(String name) {
        for (Layout layout : values()) {
            if (layout.title.equals(name)) {
                return layout;
            }
        }
        throw new IllegalArgumentException(
                "Unknown layout: " + name + ". Use cifar-c or tiny-imagenet-c.");
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return title;
    }
}
