/** The TensorFlow operations and layers that every graph of a network is made of. */
@NullMarked
package dev.midstream.trainer.graph.operations;

import org.jspecify.annotations.NullMarked;
