/** Command-line options and commands of the trainer, and how they report progress and errors. */
@NullMarked
package dev.midstream.trainer.cli;

import org.jspecify.annotations.NullMarked;
