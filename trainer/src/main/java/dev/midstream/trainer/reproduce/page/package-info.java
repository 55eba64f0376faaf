/** The files that show results. */
@NullMarked
package dev.midstream.trainer.reproduce.page;

import org.jspecify.annotations.NullMarked;
