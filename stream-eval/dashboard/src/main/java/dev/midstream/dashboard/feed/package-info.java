/** The latest figures of every metric key, read from the metrics topic. */
@NullMarked
package dev.midstream.dashboard.feed;

import org.jspecify.annotations.NullMarked;
