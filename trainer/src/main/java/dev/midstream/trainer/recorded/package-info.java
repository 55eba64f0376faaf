/** The training run that a model directory records, taken up again to make further points. */
@NullMarked
package dev.midstream.trainer.recorded;

import org.jspecify.annotations.NullMarked;
