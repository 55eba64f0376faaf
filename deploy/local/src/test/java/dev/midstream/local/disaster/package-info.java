/** Disasters that are drawn from a seed: what happens to a cluster while it counts. */
package dev.midstream.local.disaster;
