/** The command train and its options. */
@NullMarked
package dev.midstream.trainer.train;

import org.jspecify.annotations.NullMarked;
