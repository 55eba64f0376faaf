/** The command line of {@code publisher.jar}. */
@NullMarked
package dev.midstream.publisher;

import org.jspecify.annotations.NullMarked;
