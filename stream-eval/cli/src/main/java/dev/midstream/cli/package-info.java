/** What command lines share: options, tables, progress, exit codes and versions. */
@NullMarked
package dev.midstream.cli;

import org.jspecify.annotations.NullMarked;
