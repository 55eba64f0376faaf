package dev.midstream.job.intake;

import dev.midstream.job.kafka.KafkaMessage;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
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

    private final ModelInput model;
    private final int mostDeadLetterBytes;

    private transient ImageReader reader;
    private transient DeadLetters letters;
    private transient Map<Fault, Counter> faults;

    /**
     * @param mostDeadLetterBytes the largest message that the dead-letter topic takes
     */
    public Intake(ModelInput model, int mostDeadLetterBytes) {
        this.model = model;
        this.mostDeadLetterBytes = mostDeadLetterBytes;
    }

    @Override
    public void open(OpenContext context) {
        CompressedImage.prepare();
        reader = new ImageReader(model);
        letters = new DeadLetters(mostDeadLetterBytes);
        faults = new EnumMap<>(Fault.class);
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        for (Fault fault : Fault.values()) {
            faults.put(
                    fault,
                    metrics.addGroup("fault", fault.name())
                            .counter("midstream_dead_letters_total"));
        }
    }

    @Override
    public void processElement(
            ConsumedRecord record, Context context, Collector<LabelledImage> images)
            throws IOException {
        LabelledImage image;
        try {
            image = reader.read(record.value());
        } catch (RejectedRecordException rejection) {
            Counter counter = faults.get(rejection.fault());
            if (counter != null) {
                counter.inc();
            }
            context.output(DEAD_LETTERS, letters.write(record, rejection));
            return;
        }
        images.collect(image);
    }
}
