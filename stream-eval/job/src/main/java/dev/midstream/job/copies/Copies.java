package dev.midstream.job.copies;

import dev.midstream.job.intake.ImageContext;

/** Tells the first copy of an image from later ones. */
public interface Copies {
    /** Takes every record for an image of its own. */
    Copies ALL_COUNT =
            new Copies() {
                @Override
                public boolean isFirst(ImageContext image) {
                    return true;
                }

                @Override
                public void forget(ImageContext image) {}

                @Override
                public void snapshot() {}
            };

    /** Returns whether an image comes for the first time, and remembers it. */
    boolean isFirst(ImageContext image) throws Exception;

    /** Forgets an image that could not be scored, so that it may come again. */
    void forget(ImageContext image) throws Exception;

    /** Writes the state of a checkpoint. */
    void snapshot() throws Exception;
}
