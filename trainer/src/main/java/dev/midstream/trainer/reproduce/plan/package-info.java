/** What a plan asks for. */
@NullMarked
package dev.midstream.trainer.reproduce.plan;

import org.jspecify.annotations.NullMarked;
