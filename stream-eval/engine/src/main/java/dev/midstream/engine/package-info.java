/**
 * What a scoring engine is. Engines are plug-ins that {@link java.util.ServiceLoader} finds; a
 * module of its own adds one.
 */
@NullMarked
package dev.midstream.engine;

import org.jspecify.annotations.NullMarked;
