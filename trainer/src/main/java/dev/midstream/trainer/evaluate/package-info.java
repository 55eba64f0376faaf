/** The offline evaluation of exported models: the same figures as the stream's, from a data set. */
@NullMarked
package dev.midstream.trainer.evaluate;

import org.jspecify.annotations.NullMarked;
