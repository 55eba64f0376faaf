package dev.midstream.dashboard.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a consumer group is behind a topic; the components are JSON field names.
 *
 * @param committed records before the offsets the group has committed
 * @param written records the topic has had
 * @param lag records that the group has not committed yet; null if it has committed none
 * @param committedAt when the offsets were last seen to advance, from none to the first ones too;
 *     null if they have not since the first look. A job that checkpoints commits at every
 *     checkpoint, so that this is about the age of the latest with new records
 * @param problem why the rest is unknown, null if it is known
 */
public record LagView(
        String groupId,
        String topic,
        long committed,
        long written,
        @Nullable Long lag,
        @Nullable Instant committedAt,
        @Nullable String problem) {

    static LagView unknown(String groupId, String topic, String problem) {
        return new LagView(groupId, topic, 0, 0, null, null, problem);
    }
}
