/** The models that are evaluated: their points, ensembles and temperatures. */
@NullMarked
package dev.midstream.offline.model;

import org.jspecify.annotations.NullMarked;
