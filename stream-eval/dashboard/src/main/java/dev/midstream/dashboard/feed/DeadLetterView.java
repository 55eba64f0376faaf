package dev.midstream.dashboard.feed;

import dev.midstream.DeadLetter;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record that the job could not use, in readable form; the components are JSON field names.
 *
 * @param origin where the record was read
 * @param fault what is wrong with it; dead letters are counted by fault
 * @param reason a line that explains the fault
 * @param key the record's key; null if it has none
 * @param value the record's value; null if it has none
 */
public record DeadLetterView(
        Origin origin,
        String fault,
        String reason,
        @Nullable Excerpt key,
        @Nullable Excerpt value) {
    private static final int MAX_TEXT_LENGTH = 500;

    /**
     * The position of a Kafka record.
     *
     * @param topic name of the topic
     * @param partition number of the partition
     * @param offset offset in the partition
     * @param timestamp the record's timestamp
     */
    public record Origin(String topic, int partition, long offset, Instant timestamp) {}

    static DeadLetterView of(DeadLetter letter) {
        return new DeadLetterView(
                new Origin(
                        shortened(letter.getTopic()),
                        letter.getPartition(),
                        letter.getOffset(),
                        letter.getTimestamp()),
                shortened(letter.getFault()),
                shortened(letter.getReason()),
                Optional.ofNullable(letter.getKey()).map(Excerpt::of).orElse(null),
                Optional.ofNullable(letter.getValue()).map(Excerpt::of).orElse(null));
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT_LENGTH ? text : text.substring(0, MAX_TEXT_LENGTH) + "…";
    }
}
