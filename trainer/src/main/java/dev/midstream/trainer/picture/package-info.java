/** Drawings, and the files of pictures. */
@NullMarked
package dev.midstream.trainer.picture;

import org.jspecify.annotations.NullMarked;
