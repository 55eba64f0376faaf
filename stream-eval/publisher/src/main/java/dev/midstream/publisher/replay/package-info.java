/** The command that sends the records of dead letters again. */
@NullMarked
package dev.midstream.publisher.replay;

import org.jspecify.annotations.NullMarked;
