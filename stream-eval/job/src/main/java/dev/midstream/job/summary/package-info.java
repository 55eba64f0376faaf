/** Means of the cumulative figures over severities and corruptions. */
@NullMarked
package dev.midstream.job.summary;

import org.jspecify.annotations.NullMarked;
