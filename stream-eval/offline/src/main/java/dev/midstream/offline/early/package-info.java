/** Requirements that are decided before all images are scored. */
@NullMarked
package dev.midstream.offline.early;

import org.jspecify.annotations.NullMarked;
