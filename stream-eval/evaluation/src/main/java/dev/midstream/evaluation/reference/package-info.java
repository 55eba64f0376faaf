/** Which point the others are compared with, and what is known of a point. */
@NullMarked
package dev.midstream.evaluation.reference;

import org.jspecify.annotations.NullMarked;
