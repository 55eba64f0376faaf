/**
 * Runs frozen image models on TensorFlow through DJL, with answers that do not depend on batching.
 */
@NullMarked
package dev.midstream.engine.tensorflow;

import org.jspecify.annotations.NullMarked;
