@NullMarked
package dev.midstream.job.progress;

import org.jspecify.annotations.NullMarked;
