/** Tests of the package. */
@NullMarked
package dev.midstream.job.intake;

import org.jspecify.annotations.NullMarked;
