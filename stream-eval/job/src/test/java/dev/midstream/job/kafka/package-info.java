/** Tests of the package. */
@NullMarked
package dev.midstream.job.kafka;

import org.jspecify.annotations.NullMarked;
