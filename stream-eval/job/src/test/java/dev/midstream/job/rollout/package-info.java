@NullMarked
package dev.midstream.job.rollout;

import org.jspecify.annotations.NullMarked;
