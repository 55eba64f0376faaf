/** Tests of the package. */
@NullMarked
package dev.midstream.job.copies;

import org.jspecify.annotations.NullMarked;
