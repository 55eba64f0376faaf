/** Who is ahead of whom on the same images, and how sure that is. */
@NullMarked
package dev.midstream.evaluation.verdict;

import org.jspecify.annotations.NullMarked;
