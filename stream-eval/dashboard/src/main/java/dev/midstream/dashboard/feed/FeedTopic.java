package dev.midstream.dashboard.feed;

import dev.midstream.schemas.wire.WireFormat;

/**
 * A topic to read.
 *
 * @param bootstrapServers addresses of brokers, {@code host:port,host:port}
 * @param name the topic's name
 * @param format how its records are encoded
 */
public record FeedTopic(String bootstrapServers, String name, WireFormat format) {}
