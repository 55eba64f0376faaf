/**
 * Labelled image data sets. Small ones are read completely into memory and validated on the way;
 * the files of large ones are listed, and each is read when its image is requested.
 */
@NullMarked
package dev.midstream.images.dataset;

import org.jspecify.annotations.NullMarked;
