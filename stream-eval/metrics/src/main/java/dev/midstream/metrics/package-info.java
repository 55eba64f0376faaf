/**
 * Mergeable sums of classification outcomes, and the accuracy and calibration figures derived from
 * them.
 */
@NullMarked
package dev.midstream.metrics;

import org.jspecify.annotations.NullMarked;
