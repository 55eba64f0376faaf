/** Random numbers that depend on nothing but a seed and a place in the run. */
@NullMarked
package dev.midstream.trainer.random;

import org.jspecify.annotations.NullMarked;
