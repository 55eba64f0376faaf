package dev.midstream.engine.tensorflow;

import dev.midstream.OutputType;

/**
 * The output of a signature: {@code [batch, classes]}, or {@code [points, batch, classes]} of a
 * signature that scores several points.
 *
 * @param name the output's name in the signature
 * @param type logits, or probabilities, whose logarithms then serve as logits
 */
public record ClassOutput(String name, OutputType type) {}
