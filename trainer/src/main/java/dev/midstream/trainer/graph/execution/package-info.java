/** How a TensorFlow session computes: processor, number format and threads. */
@NullMarked
package dev.midstream.trainer.graph.execution;

import org.jspecify.annotations.NullMarked;
