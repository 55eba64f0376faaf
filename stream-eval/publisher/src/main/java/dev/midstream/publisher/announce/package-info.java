/** The command that tells running jobs to add or drop a model. */
@NullMarked
package dev.midstream.publisher.announce;

import org.jspecify.annotations.NullMarked;
