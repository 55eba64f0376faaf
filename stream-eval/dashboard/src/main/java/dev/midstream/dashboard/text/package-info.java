/** The figures as a table for a terminal. */
@NullMarked
package dev.midstream.dashboard.text;

import org.jspecify.annotations.NullMarked;
