/** Downloads of the openly available data sets from their official addresses. */
@NullMarked
package dev.midstream.images.download;

import org.jspecify.annotations.NullMarked;
