/** What a scoring engine is. Engines are plug-ins: {@link java.util.ServiceLoader} finds them. */
@NullMarked
package dev.midstream.engine;

import org.jspecify.annotations.NullMarked;
