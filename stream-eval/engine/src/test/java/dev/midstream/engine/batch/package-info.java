/** Tests of networks that are scored in batches. */
@NullMarked
package dev.midstream.engine.batch;

import org.jspecify.annotations.NullMarked;
