/** Means of figures over corruptions and severities, and mean corruption errors. */
@NullMarked
package dev.midstream.evaluation.summary;

import org.jspecify.annotations.NullMarked;
