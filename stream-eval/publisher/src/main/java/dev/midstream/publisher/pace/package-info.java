/** How fast a command sends records, and how it ends early. */
@NullMarked
package dev.midstream.publisher.pace;

import org.jspecify.annotations.NullMarked;
