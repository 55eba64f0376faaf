/** The decoder of JPEG files. */
@NullMarked
package dev.midstream.images.decode.jpeg;

import org.jspecify.annotations.NullMarked;
