/** The operators together, in random sequences of what can happen to them. */
@NullMarked
package dev.midstream.job.sequence;

import org.jspecify.annotations.NullMarked;
