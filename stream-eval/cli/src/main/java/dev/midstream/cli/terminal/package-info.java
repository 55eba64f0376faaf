/** What a terminal or a log is shown: tables, bars and lines of progress. */
@NullMarked
package dev.midstream.cli.terminal;

import org.jspecify.annotations.NullMarked;
