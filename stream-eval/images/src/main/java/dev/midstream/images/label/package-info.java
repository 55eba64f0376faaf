/** Label noise: a seeded share of a split's labels replaced by random ones. */
@NullMarked
package dev.midstream.images.label;

import org.jspecify.annotations.NullMarked;
