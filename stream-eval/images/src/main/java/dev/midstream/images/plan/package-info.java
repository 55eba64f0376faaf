/** Which test images a run shows, under which conditions and with which labels. */
@NullMarked
package dev.midstream.images.plan;

import org.jspecify.annotations.NullMarked;
