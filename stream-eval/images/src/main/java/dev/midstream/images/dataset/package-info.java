/** Labelled image data sets, read completely into memory and checked while they are read. */
@NullMarked
package dev.midstream.images.dataset;

import org.jspecify.annotations.NullMarked;
