/** An evaluation as text tables, CSV and JSON. */
@NullMarked
package dev.midstream.offline.report;

import org.jspecify.annotations.NullMarked;
