/** Training images in memory, their order and their augmentation. */
@NullMarked
package dev.midstream.trainer.data;

import org.jspecify.annotations.NullMarked;
