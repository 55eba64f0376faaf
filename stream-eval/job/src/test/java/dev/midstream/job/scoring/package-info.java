/** Tests of the package. */
@NullMarked
package dev.midstream.job.scoring;

import org.jspecify.annotations.NullMarked;
