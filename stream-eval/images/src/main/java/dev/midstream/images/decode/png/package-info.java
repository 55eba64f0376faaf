/** The decoder of PNG files. */
@NullMarked
package dev.midstream.images.decode.png;

import org.jspecify.annotations.NullMarked;
