package dev.midstream.dashboard.feed;

import dev.midstream.cli.kafka.KafkaCluster;
import dev.midstream.schemas.wire.WireFormat;

/**
 * A topic to read.
 *
 * @param cluster where it is
 * @param name the topic's name
 * @param format how its records are encoded
 */
public record FeedTopic(KafkaCluster cluster, String name, WireFormat format) {}
