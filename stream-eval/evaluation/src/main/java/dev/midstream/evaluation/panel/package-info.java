/** What is judged of a model: points and ensembles of them, at temperatures or without. */
@NullMarked
package dev.midstream.evaluation.panel;

import org.jspecify.annotations.NullMarked;
