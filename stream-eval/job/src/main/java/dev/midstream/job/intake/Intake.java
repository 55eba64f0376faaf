package dev.midstream.job.intake;

import dev.midstream.TestImage;
import dev.midstream.evaluation.classes.LabelClasses;
import dev.midstream.images.decode.ImageDecoder;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.schemas.wire.WireFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decodes and validates records. Those that cannot be used go to {@link #DEAD_LETTERS}, counted by
 * fault in the metric group {@code fault}; none stops the job.
 */
public final class Intake extends ProcessFunction<ConsumedRecord, LabelledImage> {
    /** The records that cannot be used, ready to be sent. */
    public static final OutputTag<KafkaMessage> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(KafkaMessage.class));

    private static final long serialVersionUID = 1L;

    private final ArrayList<ModelInput> shapes;
    private final LargerInputs larger;
    private final LabelClasses classes;
    private final LateLabels lateLabels;
    private final ClockLead clockLead;
    private final int maxDeadLetterBytes;
    private final WireFormat format;

    private transient ImageReader reader;
    private transient Rejections rejections;

    /**
     * @param shapes the images that the models take
     * @param larger what is done to larger images
     * @param classes that labels are of
     * @param maxDeadLetterBytes the largest message that the dead-letter topic takes
     */
    @SuppressWarnings("NullAway.Init") // Flink calls open() before anything else.
    public Intake(
            List<ModelInput> shapes,
            LargerInputs larger,
            LabelClasses classes,
            LateLabels lateLabels,
            ClockLead clockLead,
            int maxDeadLetterBytes,
            WireFormat format) {
        this.shapes = new ArrayList<>(shapes);
        this.larger = larger;
        this.classes = classes;
        this.lateLabels = lateLabels;
        this.clockLead = clockLead;
        this.maxDeadLetterBytes = maxDeadLetterBytes;
        this.format = format;
    }

    @Override
    public void open(OpenContext context) {
        ImageDecoder.prepare();
        reader =
                new ImageReader(
                        shapes, larger, classes, lateLabels, format.reader(TestImage.class));
        rejections = new Rejections(getRuntimeContext().getMetricGroup(), maxDeadLetterBytes);
    }

    @Override
    public void processElement(
            ConsumedRecord record, Context context, Collector<LabelledImage> images)
            throws IOException {
        LabelledImage image;
        try {
            image = reader.read(record);
            requirePresent(image, context);
        } catch (RejectedRecordException rejection) {
            context.output(DEAD_LETTERS, rejections.reject(record, rejection));
            return;
        }
        images.collect(image);
    }

    private void requirePresent(LabelledImage image, Context context)
            throws RejectedRecordException {
        Long time = context.timestamp();
        long now = context.timerService().currentProcessingTime();
        if (time != null && clockLead.isExceeded(time, now)) {
            throw new RejectedRecordException(
                            Fault.FUTURE_TIME,
                            "The image was published at %s, and it is %s: more than --max-clock-lead ahead."
                                    .formatted(
                                            Instant.ofEpochMilli(time), Instant.ofEpochMilli(now)))
                    .of(Rejections.unanswered(image.context()).build());
        }
    }
}
