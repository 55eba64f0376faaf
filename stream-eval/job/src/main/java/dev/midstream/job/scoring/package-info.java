/** Scores images in batches with the engine that the job carries. */
@NullMarked
package dev.midstream.job.scoring;

import org.jspecify.annotations.NullMarked;
