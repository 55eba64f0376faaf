/** Versioned serialisers of state and of records between operators. None of them uses Kryo. */
@NullMarked
package dev.midstream.job.state;

import org.jspecify.annotations.NullMarked;
