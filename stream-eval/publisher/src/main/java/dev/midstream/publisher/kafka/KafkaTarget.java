package dev.midstream.publisher.kafka;

import java.util.OptionalInt;

/**
 * The topics that take a run, and how records get there.
 *
 * @param connection the cluster
 * @param topic name of the topic that takes the images
 * @param runsTopic name of the topic that takes what the run is
 * @param partitions the topic of images is created with this many if it does not exist; empty if it
 *     must exist
 * @param delivery how images are written
 */
public record KafkaTarget(
        KafkaConnection connection,
        String topic,
        String runsTopic,
        OptionalInt partitions,
        Delivery delivery) {
    public KafkaTarget {
        if (partitions.isPresent() && partitions.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "Invalid number of partitions: %d. Use a number of at least 1."
                            .formatted(partitions.getAsInt()));
        }
        if (topic.equals(runsTopic)) {
            throw new IllegalArgumentException(
                    "Cannot use topic %s for images and for runs. Name another with --runs-topic."
                            .formatted(topic));
        }
    }
}
