/** Writes corrupted data sets in the layouts of the published ones. */
@NullMarked
package dev.midstream.publisher.corrupt;

import org.jspecify.annotations.NullMarked;
