/** Resizing of images as the usual training and evaluation transforms do it. */
@NullMarked
package dev.midstream.images.resize;

import org.jspecify.annotations.NullMarked;
