/** The command {@code evaluate} and its options. */
@NullMarked
package dev.midstream.offline.command;

import org.jspecify.annotations.NullMarked;
