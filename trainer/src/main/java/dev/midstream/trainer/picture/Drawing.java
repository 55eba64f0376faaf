package dev.midstream.trainer.picture;

import java.awt.Graphics2D;

/** A part of a {@link Picture}. */
public interface Drawing {
    /** Height in pixels; all have the same width. */
    int height();

    /** Paints the drawing with its top left corner at the origin. */
    void paint(Graphics2D graphics);
}
