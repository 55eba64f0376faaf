/** Puts clean, corrupted and noisily labelled test images on a Kafka topic. */
@NullMarked
package dev.midstream.publisher;

import org.jspecify.annotations.NullMarked;
