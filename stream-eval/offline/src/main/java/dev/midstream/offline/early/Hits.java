package dev.midstream.offline.early;

/** How all columns did on one image under one condition. */
@FunctionalInterface
public interface Hits {
    /**
     * How a column did.
     *
     * @param share the share of right answers that is asked for
     */
    Hit of(Place place, Share share);

    /** A share of right answers. */
    enum Share {
        ACCURACY,
        TOP5
    }
}
