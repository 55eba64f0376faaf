/** How the pixels of an image become bytes of a record or a file. */
@NullMarked
package dev.midstream.publisher.image;

import org.jspecify.annotations.NullMarked;
