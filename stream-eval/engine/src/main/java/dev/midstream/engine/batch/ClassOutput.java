package dev.midstream.engine.batch;

import dev.midstream.OutputType;

/**
 * The output of a network: {@code [batch, classes]}, or {@code [points, batch, classes]} of one
 * that scores several points.
 *
 * @param name the output's name in the network
 * @param type logits, or probabilities, whose logarithms then serve as logits
 */
public record ClassOutput(String name, OutputType type) {}
