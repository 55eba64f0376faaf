/** The live web dashboard of a stream's robustness figures. */
@NullMarked
package dev.midstream.dashboard;

import org.jspecify.annotations.NullMarked;
