package dev.midstream.trainer.graph.step;

/**
 * The figures of one training step.
 *
 * @param loss mean cross-entropy of the batch, in nats
 * @param squaredCosine squared cosine between the two endpoints drawn; 0 for a single network
 * @param correct images of the batch whose largest logit is that of their label
 */
public record StepResult(float loss, float squaredCosine, int correct) {}
