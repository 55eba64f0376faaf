/** The training run that a model directory records, resumed to compute further points. */
@NullMarked
package dev.midstream.trainer.recorded;

import org.jspecify.annotations.NullMarked;
