/** The job's Kafka topics: their source and sinks, and that they exist. */
@NullMarked
package dev.midstream.job.kafka;

import org.jspecify.annotations.NullMarked;
