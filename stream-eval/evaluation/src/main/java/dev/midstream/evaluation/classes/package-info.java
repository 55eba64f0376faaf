/** Which of a model's classes a label means: labels are matched by the names of their classes. */
@NullMarked
package dev.midstream.evaluation.classes;

import org.jspecify.annotations.NullMarked;
