/** Corruptions that blur an image, as lenses and motion do. */
@NullMarked
package dev.midstream.images.corruption.blur;

import org.jspecify.annotations.NullMarked;
