/** Further points of models that were exported already. */
@NullMarked
package dev.midstream.trainer.sample;

import org.jspecify.annotations.NullMarked;
