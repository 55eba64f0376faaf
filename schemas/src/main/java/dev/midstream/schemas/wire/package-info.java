/** The Avro encoding of records on Kafka topics. */
@NullMarked
package dev.midstream.schemas.wire;

import org.jspecify.annotations.NullMarked;
