/** The state of a training run on disk, from which it resumes after an interruption. */
@NullMarked
package dev.midstream.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
