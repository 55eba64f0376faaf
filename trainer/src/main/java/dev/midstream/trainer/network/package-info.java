/** Networks described once, over an abstract builder, for training, recomputation and export. */
@NullMarked
package dev.midstream.trainer.network;

import org.jspecify.annotations.NullMarked;
