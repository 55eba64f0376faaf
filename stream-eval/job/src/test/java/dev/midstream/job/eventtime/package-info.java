/** Tests of the package. */
@NullMarked
package dev.midstream.job.eventtime;

import org.jspecify.annotations.NullMarked;
