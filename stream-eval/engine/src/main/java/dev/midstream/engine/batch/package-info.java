/**
 * Batches that give an image the same bits whatever its batch mates are. Engines supply the run of
 * one batch.
 */
@NullMarked
package dev.midstream.engine.batch;

import org.jspecify.annotations.NullMarked;
