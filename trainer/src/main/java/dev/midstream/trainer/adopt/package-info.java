/** Models that other tools trained, made into model directories. */
@NullMarked
package dev.midstream.trainer.adopt;

import org.jspecify.annotations.NullMarked;
