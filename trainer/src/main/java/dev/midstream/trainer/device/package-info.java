/** The device that TensorFlow computes on, and the reasons why it may not be a GPU. */
@NullMarked
package dev.midstream.trainer.device;

import org.jspecify.annotations.NullMarked;
