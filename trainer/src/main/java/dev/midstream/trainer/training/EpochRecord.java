package dev.midstream.trainer.training;

/**
 * One epoch of a training run, as {@code training.json} records it.
 *
 * @param member which of several independently trained networks, from 0
 * @param epoch from 1
 * @param learningRate of its last step
 * @param loss mean over the epoch's images, each seen by the network of its step
 * @param accuracy share of those images classified as labelled
 * @param seconds wall time
 * @param squaredCosine between endpoints after the epoch, over all convolution weights
 * @param distance Euclidean, between endpoints after the epoch, over all convolution weights
 */
public record EpochRecord(
        int member,
        int epoch,
        double learningRate,
        double loss,
        double accuracy,
        double seconds,
        double squaredCosine,
        double distance) {}
