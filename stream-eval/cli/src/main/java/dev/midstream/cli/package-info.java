/** What command lines share: exit codes, error lines, versions and common options. */
@NullMarked
package dev.midstream.cli;

import org.jspecify.annotations.NullMarked;
