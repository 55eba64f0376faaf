/** The course of a training run as TensorBoard event files. */
@NullMarked
package dev.midstream.trainer.tensorboard;

import org.jspecify.annotations.NullMarked;
