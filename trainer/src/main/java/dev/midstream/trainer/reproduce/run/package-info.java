/** The runs of a plan and their execution. */
@NullMarked
package dev.midstream.trainer.reproduce.run;

import org.jspecify.annotations.NullMarked;
