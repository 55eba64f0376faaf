package dev.midstream.images.plan;

/** The order in which images are shown. */
public enum ImageOrder {
    /** The order of the data set; with a limit, that of the permutation that selects the images. */
    AS_GIVEN,
    /** A seeded random order. */
    SHUFFLED
}
