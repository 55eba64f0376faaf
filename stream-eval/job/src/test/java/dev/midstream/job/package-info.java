/** Tests of the whole job. */
@NullMarked
package dev.midstream.job;

import org.jspecify.annotations.NullMarked;
