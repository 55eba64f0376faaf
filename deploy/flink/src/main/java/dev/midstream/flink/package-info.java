/** What this Flink home adds to Flink. */
@NullMarked
package dev.midstream.flink;

import org.jspecify.annotations.NullMarked;
