/** Robustness figures as Avro records. */
@NullMarked
package dev.midstream.schemas.metric;

import org.jspecify.annotations.NullMarked;
