/** Tests of the package. */
@NullMarked
package dev.midstream.job.state;

import org.jspecify.annotations.NullMarked;
