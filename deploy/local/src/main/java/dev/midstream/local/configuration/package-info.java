/** The configuration files that the processes of a local cluster read. */
@NullMarked
package dev.midstream.local.configuration;

import org.jspecify.annotations.NullMarked;
