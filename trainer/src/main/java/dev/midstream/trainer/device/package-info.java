/** Which processor TensorFlow computes on, and what keeps it from a GPU. */
@NullMarked
package dev.midstream.trainer.device;

import org.jspecify.annotations.NullMarked;
