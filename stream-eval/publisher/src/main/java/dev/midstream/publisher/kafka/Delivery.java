package dev.midstream.publisher.kafka;

/** How records are written to the topic. */
public enum Delivery {
    /** Each record once, however often the client retries, and visible at once. */
    IDEMPOTENT,
    /** In transactions of a few seconds; readers of committed records see each when it commits. */
    TRANSACTIONAL
}
