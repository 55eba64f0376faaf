/** A real cluster on this machine, each part in a process of its own. */
@NullMarked
package dev.midstream.local;

import org.jspecify.annotations.NullMarked;
