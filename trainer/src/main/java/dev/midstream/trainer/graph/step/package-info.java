/** The TensorFlow graph of a training step: objective, gradient and update. */
@NullMarked
package dev.midstream.trainer.graph.step;

import org.jspecify.annotations.NullMarked;
