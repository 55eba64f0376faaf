/** Command-line options and progress displays that several commands of the trainer share. */
@NullMarked
package dev.midstream.trainer.cli;

import org.jspecify.annotations.NullMarked;
