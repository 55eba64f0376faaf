/** Bounds that measured figures must keep: the gate. */
@NullMarked
package dev.midstream.offline.requirement;

import org.jspecify.annotations.NullMarked;
