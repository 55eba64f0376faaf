/** The trainer's command line: learns subspaces of neural networks and exports points of them. */
@NullMarked
package dev.midstream.trainer;

import org.jspecify.annotations.NullMarked;
