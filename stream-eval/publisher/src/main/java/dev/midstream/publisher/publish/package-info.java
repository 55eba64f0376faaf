/**
 * The command {@code publish}: one run that puts test images on a topic and reports what arrived.
 */
@NullMarked
package dev.midstream.publisher.publish;

import org.jspecify.annotations.NullMarked;
