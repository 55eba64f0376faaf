/** Tests of the package. */
@NullMarked
package dev.midstream.job.summary;

import org.jspecify.annotations.NullMarked;
