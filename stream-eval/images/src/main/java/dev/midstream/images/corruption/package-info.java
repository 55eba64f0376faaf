/**
 * Image corruptions at severities 1 to 5: the interface, the list, and the conditions images are
 * shown under. The corruptions of Hendrycks and Dietterich (2019) are in the packages below.
 */
@NullMarked
package dev.midstream.images.corruption;

import org.jspecify.annotations.NullMarked;
