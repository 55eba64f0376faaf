/** Model directories from models that other tools trained. */
@NullMarked
package dev.midstream.trainer.adopt;

import org.jspecify.annotations.NullMarked;
