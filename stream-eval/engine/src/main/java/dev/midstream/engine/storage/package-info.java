/** What engines keep on disk beyond a process: native libraries, and how models round. */
@NullMarked
package dev.midstream.engine.storage;

import org.jspecify.annotations.NullMarked;
