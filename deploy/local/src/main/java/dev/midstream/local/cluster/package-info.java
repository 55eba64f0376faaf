/** What a local cluster consists of: its settings, its ports and where its files are. */
@NullMarked
package dev.midstream.local.cluster;

import org.jspecify.annotations.NullMarked;
