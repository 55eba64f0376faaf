/** From logits to cumulative robustness figures: local sums, then keyed ones. */
@NullMarked
package dev.midstream.job.metric;

import org.jspecify.annotations.NullMarked;
