/** Decoders of further formats, which libraries provide. */
@NullMarked
package dev.midstream.images.decode.library;

import org.jspecify.annotations.NullMarked;
