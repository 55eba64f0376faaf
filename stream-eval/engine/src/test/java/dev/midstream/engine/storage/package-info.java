/** Tests of what engines keep on disk. */
@NullMarked
package dev.midstream.engine.storage;

import org.jspecify.annotations.NullMarked;
