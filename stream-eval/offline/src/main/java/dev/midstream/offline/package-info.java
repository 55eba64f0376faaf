/** The offline evaluation of exported models: the same figures as the stream's, from a data set. */
@NullMarked
package dev.midstream.offline;

import org.jspecify.annotations.NullMarked;
