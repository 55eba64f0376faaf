/** What an evaluation measured. */
@NullMarked
package dev.midstream.offline.result;

import org.jspecify.annotations.NullMarked;
