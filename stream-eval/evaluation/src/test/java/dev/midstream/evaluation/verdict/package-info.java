/** Tests of the package. */
@NullMarked
package dev.midstream.evaluation.verdict;

import org.jspecify.annotations.NullMarked;
