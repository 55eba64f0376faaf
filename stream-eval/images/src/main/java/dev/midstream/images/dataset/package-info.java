/**
 * Labelled image data sets. Small ones are read completely into memory and checked while they are
 * read; of large ones the files are listed, and each is read when its image is asked for.
 */
@NullMarked
package dev.midstream.images.dataset;

import org.jspecify.annotations.NullMarked;
