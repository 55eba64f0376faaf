/** Batches of images as a graph takes them, by their pixels or cut from images that it holds. */
@NullMarked
package dev.midstream.trainer.graph.images;

import org.jspecify.annotations.NullMarked;
