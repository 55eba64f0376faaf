/** The model directory: what the trainer exports and everything else reads. */
@NullMarked
package dev.midstream.schemas.model;

import org.jspecify.annotations.NullMarked;
