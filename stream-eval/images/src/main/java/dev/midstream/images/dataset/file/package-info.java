/** Images in files of their own: decoding, listing and reading on request. */
@NullMarked
package dev.midstream.images.dataset.file;

import org.jspecify.annotations.NullMarked;
