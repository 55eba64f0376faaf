/** Tests of the package. */
@NullMarked
package dev.midstream.job.labels;

import org.jspecify.annotations.NullMarked;
