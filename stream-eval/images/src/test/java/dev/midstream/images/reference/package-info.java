/** The reference data that corruptions are verified against. */
@NullMarked
package dev.midstream.images.reference;

import org.jspecify.annotations.NullMarked;
