/** From Kafka records to images that fit the model; everything else becomes a dead letter. */
@NullMarked
package dev.midstream.job.intake;

import org.jspecify.annotations.NullMarked;
