/** Tables, pictures and verdicts that follow from recorded runs. */
@NullMarked
package dev.midstream.trainer.reproduce.finding;

import org.jspecify.annotations.NullMarked;
