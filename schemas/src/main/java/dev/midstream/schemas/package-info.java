/** The contracts between the parts of Midstream. */
@NullMarked
package dev.midstream.schemas;

import org.jspecify.annotations.NullMarked;
