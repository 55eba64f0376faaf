package dev.midstream.offline.early;

import dev.midstream.offline.model.Place;

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
