package dev.midstream.images.dataset;

/** What happens to images whose files are damaged or have another size. */
public enum UnreadableImages {
    /** The first one that is requested is an error. */
    REFUSED,
    /** All images are decoded when a data set is opened, and those that cannot be are left out. */
    LEFT_OUT
}
