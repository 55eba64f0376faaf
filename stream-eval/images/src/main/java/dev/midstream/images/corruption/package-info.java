/** The image corruptions of Hendrycks and Dietterich (2019), at severities 1 to 5. */
@NullMarked
package dev.midstream.images.corruption;

import org.jspecify.annotations.NullMarked;
