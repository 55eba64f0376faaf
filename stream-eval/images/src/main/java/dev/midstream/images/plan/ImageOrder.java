package dev.midstream.images.plan;

/** The order in which images are taken. */
public enum ImageOrder {
    /** That of the data set; with a limit, that of the permutation which chooses the images. */
    AS_GIVEN,
    /** A seeded random order. */
    SHUFFLED
}
