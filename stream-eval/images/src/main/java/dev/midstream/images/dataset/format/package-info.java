/** The data-set formats: each is a class with its format, and a line in the list. */
@NullMarked
package dev.midstream.images.dataset.format;

import org.jspecify.annotations.NullMarked;
