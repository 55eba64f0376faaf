/** Batches of images as a graph takes them, as pixels or as crops of images in its memory. */
@NullMarked
package dev.midstream.trainer.graph.images;

import org.jspecify.annotations.NullMarked;
