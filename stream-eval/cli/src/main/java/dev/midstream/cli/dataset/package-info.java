/** Options that choose a data set, its images, their corruptions and their labels. */
@NullMarked
package dev.midstream.cli.dataset;

import org.jspecify.annotations.NullMarked;
