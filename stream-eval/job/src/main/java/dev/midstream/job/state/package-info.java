/** Serialisers of what is kept in state or sent between operators: versioned, and none by Kryo. */
@NullMarked
package dev.midstream.job.state;

import org.jspecify.annotations.NullMarked;
