/** Scores a test plan with models, chunk by chunk, and adds up what they answer. */
@NullMarked
package dev.midstream.offline.run;

import org.jspecify.annotations.NullMarked;
