/** From logits to cumulative robustness figures: first local sums, then keyed sums. */
@NullMarked
package dev.midstream.job.metric;

import org.jspecify.annotations.NullMarked;
