/**
 * Image processing that corruptions and data sets are made of: filters, colour spaces, warps,
 * resampling and JPEG, each equal to the library that the reference uses.
 */
@NullMarked
package dev.midstream.images.imaging;

import org.jspecify.annotations.NullMarked;
