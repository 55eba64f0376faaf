package dev.midstream.publisher.replay;

import dev.midstream.publisher.kafka.KafkaConnection;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a replay sends and how.
 *
 * @param connection the cluster
 * @param topic of the dead letters
 * @param filter which letters are replayed
 * @param rate records a second at most; empty for as many as the cluster takes
 * @param limit records in all at most; empty for no limit
 * @param earlier what is done with letters that were replayed before
 * @param execution whether anything is sent
 */
record ReplayConfiguration(
        KafkaConnection connection,
        String topic,
        LetterFilter filter,
        OptionalDouble rate,
        OptionalLong limit,
        EarlierReplays earlier,
        Execution execution) {
    ReplayConfiguration {
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw new IllegalArgumentException(
                    "Invalid --max-letters: %d. Use a number of at least 1."
                            .formatted(limit.getAsLong()));
        }
    }

    /** What is done with letters whose record an earlier replay has sent. */
    enum EarlierReplays {
        LEFT_OUT,
        SENT_AGAIN
    }

    /** Whether records are sent, or only counted. */
    enum Execution {
        SENDING,
        DRY_RUN
    }
}
