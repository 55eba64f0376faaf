/** Avro records as plain JSON. */
@NullMarked
package dev.midstream.schemas.json;

import org.jspecify.annotations.NullMarked;
