/** A real Kafka broker inside this JVM, for the demo and for tests. */
@NullMarked
package dev.midstream.broker;

import org.jspecify.annotations.NullMarked;
