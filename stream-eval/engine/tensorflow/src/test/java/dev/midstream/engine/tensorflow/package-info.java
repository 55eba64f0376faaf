/** Tests of the engine with TensorFlow itself. */
@NullMarked
package dev.midstream.engine.tensorflow;

import org.jspecify.annotations.NullMarked;
