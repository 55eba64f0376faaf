/** Labels that arrive after their image, and the images that wait for them. */
@NullMarked
package dev.midstream.job.labels;

import org.jspecify.annotations.NullMarked;
