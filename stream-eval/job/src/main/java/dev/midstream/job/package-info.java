/** The Flink job that scores an image stream and keeps its robustness figures, and its options. */
@NullMarked
package dev.midstream.job;

import org.jspecify.annotations.NullMarked;
