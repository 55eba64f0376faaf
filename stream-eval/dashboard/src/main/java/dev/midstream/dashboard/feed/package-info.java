/** The topics that the dashboard reads, and the stores that keep their latest records. */
@NullMarked
package dev.midstream.dashboard.feed;

import org.jspecify.annotations.NullMarked;
