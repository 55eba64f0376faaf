/** The command reproduce: trains and evaluates what a plan asks for, and shows what comes of it. */
@NullMarked
package dev.midstream.trainer.reproduce;

import org.jspecify.annotations.NullMarked;
