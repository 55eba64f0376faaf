/** The training run: loop, history and batch-norm recomputation. */
@NullMarked
package dev.midstream.trainer.training;

import org.jspecify.annotations.NullMarked;
