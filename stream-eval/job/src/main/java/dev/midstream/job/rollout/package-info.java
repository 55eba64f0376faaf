/** How all subtasks begin to score with a model together, and what is reported of that. */
@NullMarked
package dev.midstream.job.rollout;

import org.jspecify.annotations.NullMarked;
