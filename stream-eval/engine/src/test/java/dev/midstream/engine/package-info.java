/** Tests of the engine interface. */
@NullMarked
package dev.midstream.engine;

import org.jspecify.annotations.NullMarked;
