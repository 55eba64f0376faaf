/** Tests of the engine with TensorFlow itself. */
@NullMarked
package dev.midstream.engine;

import org.jspecify.annotations.NullMarked;
