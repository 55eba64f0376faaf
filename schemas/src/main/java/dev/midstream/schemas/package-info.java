/** What crosses between the parts of Midstream. */
@NullMarked
package dev.midstream.schemas;

import org.jspecify.annotations.NullMarked;
