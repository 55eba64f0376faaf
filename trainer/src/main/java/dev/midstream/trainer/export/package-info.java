/** Writing a trained subspace as a model directory. */
@NullMarked
package dev.midstream.trainer.export;

import org.jspecify.annotations.NullMarked;
