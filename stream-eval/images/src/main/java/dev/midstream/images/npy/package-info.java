/** NumPy's {@code .npy} and {@code .npz} files: read in place, written in any order of items. */
@NullMarked
package dev.midstream.images.npy;

import org.jspecify.annotations.NullMarked;
