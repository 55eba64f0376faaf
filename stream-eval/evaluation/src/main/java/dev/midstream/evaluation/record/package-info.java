/** Robustness figures as Avro records. */
@NullMarked
package dev.midstream.evaluation.record;

import org.jspecify.annotations.NullMarked;
