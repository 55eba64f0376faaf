package dev.midstream.dashboard.feed;

import java.time.Instant;

/**
 * How the reading of the metrics topic goes; the components are JSON field names.
 *
 * @param since when the state began
 * @param backlog records on the topic that are still to be read
 * @param read records that were used
 * @param rejected records that could not be used
 */
public record FeedStatus(
        State state,
        Instant since,
        String topic,
        String bootstrapServers,
        long backlog,
        long read,
        long rejected) {

    /** What the reading is waiting for. */
    public enum State {
        /** The topic does not exist yet. */
        WAITING_FOR_TOPIC,
        /** Earlier records are being read. */
        CATCHING_UP,
        /** All records are read; new ones come as they are written. */
        LIVE,
        /** Kafka does not answer. */
        UNREACHABLE,
        /** The schema registry, which knows what the records hold, does not answer. */
        REGISTRY_UNREACHABLE;

        /** Whether everything that the reading needs answers. */
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
