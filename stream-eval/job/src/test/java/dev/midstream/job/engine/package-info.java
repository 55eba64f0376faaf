/** Tests of the package. */
@NullMarked
package dev.midstream.job.engine;

import org.jspecify.annotations.NullMarked;
