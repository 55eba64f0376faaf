/** Event time: the publication time of images, watermarks and windows. */
@NullMarked
package dev.midstream.job.eventtime;

import org.jspecify.annotations.NullMarked;
