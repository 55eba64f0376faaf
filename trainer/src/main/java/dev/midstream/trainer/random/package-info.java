/** Random numbers that depend on a seed and a position in the run alone. */
@NullMarked
package dev.midstream.trainer.random;

import org.jspecify.annotations.NullMarked;
