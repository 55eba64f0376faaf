/** The commands of {@code deploy/local}. */
@NullMarked
package dev.midstream.local.command;

import org.jspecify.annotations.NullMarked;
