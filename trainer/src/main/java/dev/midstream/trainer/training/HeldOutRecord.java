package dev.midstream.trainer.training;

/**
 * The figures of the midpoint on held-out images, as recorded in {@code training.json}.
 *
 * @param member which of several independently trained networks, from 0
 * @param epoch from 1
 * @param loss mean cross-entropy, in nats
 * @param accuracy share of images classified as labelled
 */
public record HeldOutRecord(int member, int epoch, double loss, double accuracy) {}
