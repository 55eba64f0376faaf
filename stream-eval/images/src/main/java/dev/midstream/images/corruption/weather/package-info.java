/** Corruptions that show weather between the camera and the scene, or on the lens. */
@NullMarked
package dev.midstream.images.corruption.weather;

import org.jspecify.annotations.NullMarked;
