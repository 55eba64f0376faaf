/** TensorFlow graphs of networks and of their training step. */
@NullMarked
package dev.midstream.trainer.graph;

import org.jspecify.annotations.NullMarked;
