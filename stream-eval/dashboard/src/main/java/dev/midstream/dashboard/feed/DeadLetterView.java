package dev.midstream.dashboard.feed;

import dev.midstream.DeadLetter;
import dev.midstream.UnansweredImage;
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
 * @param image the test image without an answer; null if the record is none, or not readable
 */
public record DeadLetterView(
        Origin origin,
        String fault,
        String reason,
        @Nullable Excerpt key,
        @Nullable Excerpt value,
        @Nullable ImageName image) {
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

    /**
     * A test image that could not be answered.
     *
     * @param modelId the model that could not; null if none was shown the image
     */
    public record ImageName(
            String runId,
            String imageId,
            String corruption,
            int severity,
            @Nullable String modelId) {
        private static ImageName of(UnansweredImage image) {
            return new ImageName(
                    shortened(image.getRunId()),
                    shortened(image.getImageId()),
                    shortened(image.getCorruption()),
                    image.getSeverity(),
                    image.getModelId() == null ? null : shortened(image.getModelId()));
        }
    }

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
                Optional.ofNullable(letter.getValue()).map(Excerpt::of).orElse(null),
                Optional.ofNullable(letter.getImage()).map(ImageName::of).orElse(null));
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT_LENGTH ? text : text.substring(0, MAX_TEXT_LENGTH) + "…";
    }
}
