/** What the job has done lately, in one line a minute of the job manager's log. */
@NullMarked
package dev.midstream.job.progress;

import org.jspecify.annotations.NullMarked;
