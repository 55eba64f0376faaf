/** The one decoder of image files: from bytes to the samples as they are stored. */
@NullMarked
package dev.midstream.images.decode;

import org.jspecify.annotations.NullMarked;
