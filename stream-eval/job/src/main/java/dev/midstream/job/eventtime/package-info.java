/** Event time: when an image was published, how far the stream has got, and its windows. */
@NullMarked
package dev.midstream.job.eventtime;

import org.jspecify.annotations.NullMarked;
