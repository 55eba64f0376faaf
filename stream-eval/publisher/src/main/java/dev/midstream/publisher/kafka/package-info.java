/** The Kafka side of a run: its topic, its producer and what the cluster acknowledged. */
@NullMarked
package dev.midstream.publisher.kafka;

import org.jspecify.annotations.NullMarked;
