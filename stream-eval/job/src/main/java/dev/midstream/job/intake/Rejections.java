package dev.midstream.job.intake;

import dev.midstream.UnansweredImage;
import dev.midstream.job.kafka.KafkaMessage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Makes dead letters of records that cannot be used, and counts them by {@code fault}. */
public final class Rejections {
    static final String DEAD_LETTERS = "midstream_dead_letters_total";

    private final DeadLetters letters;
    private final Map<Fault, Counter> counters = new EnumMap<>(Fault.class);

    /**
     * @param mostBytes the largest message that the dead-letter topic takes
     */
    public Rejections(MetricGroup metrics, int mostBytes) {
        this.letters = new DeadLetters(mostBytes);
        for (Fault fault : Fault.values()) {
            counters.put(fault, metrics.addGroup("fault", fault.name()).counter(DEAD_LETTERS));
        }
    }

    /** Makes the dead letter of a record. */
    public KafkaMessage reject(ConsumedRecord record, Fault fault, String reason) {
        return reject(record, new RejectedRecordException(fault, reason));
    }

    /** Makes the dead letter of an image that a model cannot answer. */
    public KafkaMessage reject(LabelledImage image, String modelId, Fault fault, String reason) {
        return reject(
                image.origin(),
                new RejectedRecordException(fault, reason)
                        .of(unanswered(image.context()).setModelId(modelId).build()));
    }

    /** An image, of which no model is named yet. */
    static UnansweredImage.Builder unanswered(ImageContext context) {
        return UnansweredImage.newBuilder()
                .setRunId(context.runId())
                .setImageId(context.imageId())
                .setCorruption(context.corruption())
                .setSeverity(context.severity());
    }

    KafkaMessage reject(ConsumedRecord record, RejectedRecordException rejection) {
        Objects.requireNonNull(counters.get(rejection.fault())).inc();
        return letters.write(record, rejection);
    }
}
