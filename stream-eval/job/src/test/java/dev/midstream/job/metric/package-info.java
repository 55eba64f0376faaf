/** Tests of the package. */
@NullMarked
package dev.midstream.job.metric;

import org.jspecify.annotations.NullMarked;
