/** Judges what models answer for images by their labels: one code for stream and offline. */
@NullMarked
package dev.midstream.evaluation.judging;

import org.jspecify.annotations.NullMarked;
