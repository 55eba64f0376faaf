package dev.midstream.trainer.landscape;

import java.awt.Graphics2D;

/** What a {@link Picture} is made of. */
interface Drawing {
    /** Height in pixels; all have the same width. */
    int height();

    /** Paints from the origin on. */
    void paint(Graphics2D graphics);
}
