/** The scoring engines that the job's jar carries, and the class loaders that they run in. */
@NullMarked
package dev.midstream.job.engine;

import org.jspecify.annotations.NullMarked;
