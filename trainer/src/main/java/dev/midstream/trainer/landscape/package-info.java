/** Accuracy, calibration and loss over a subspace, as tables and pictures. */
@NullMarked
package dev.midstream.trainer.landscape;

import org.jspecify.annotations.NullMarked;
