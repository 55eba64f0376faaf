package dev.midstream.dashboard.feed;

import java.time.Instant;

/**
 * The state of a feed; the components are JSON field names.
 *
 * @param since when the state began
 * @param topic name of the topic
 * @param bootstrapServers addresses of the brokers
 * @param backlog number of records still to be read
 * @param read number of records used
 * @param rejected number of records that could not be used
 */
public record FeedStatus(
        State state,
        Instant since,
        String topic,
        String bootstrapServers,
        long backlog,
        long read,
        long rejected) {

    /** What a feed is doing. */
    public enum State {
        /** The topic does not exist yet. */
        WAITING_FOR_TOPIC,
        /** The feed reads earlier records. */
        CATCHING_UP,
        /** The feed has caught up and reads records as they are written. */
        LIVE,
        /** Kafka does not answer. */
        UNREACHABLE,
        /** The schema registry, which is needed to decode records, does not answer. */
        REGISTRY_UNREACHABLE;

        /** Whether the systems that the feed needs answer. */
        public boolean answers() {
            return this != UNREACHABLE && this != REGISTRY_UNREACHABLE;
        }
    }

    FeedStatus with(State next, long nextBacklog, Instant now) {
        return new FeedStatus(
                next,
                next == state ? since : now,
                topic,
                bootstrapServers,
                nextBacklog,
                read,
                rejected);
    }

    FeedStatus plusRead() {
        return new FeedStatus(state, since, topic, bootstrapServers, backlog, read + 1, rejected);
    }

    FeedStatus plusRejected() {
        return new FeedStatus(state, since, topic, bootstrapServers, backlog, read, rejected + 1);
    }
}
