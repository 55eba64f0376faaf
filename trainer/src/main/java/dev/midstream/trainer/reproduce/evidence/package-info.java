/** What is recorded of a run. */
@NullMarked
package dev.midstream.trainer.reproduce.evidence;

import org.jspecify.annotations.NullMarked;
