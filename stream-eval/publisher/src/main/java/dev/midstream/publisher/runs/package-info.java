/** The runs of a cluster as the topic of runs has them. */
@NullMarked
package dev.midstream.publisher.runs;

import org.jspecify.annotations.NullMarked;
