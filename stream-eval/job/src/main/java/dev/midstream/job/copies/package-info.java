/** Copies of images, which are no new evidence: each image of a run counts once. */
@NullMarked
package dev.midstream.job.copies;

import org.jspecify.annotations.NullMarked;
