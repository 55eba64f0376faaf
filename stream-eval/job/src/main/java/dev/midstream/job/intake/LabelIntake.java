package dev.midstream.job.intake;

import dev.midstream.Label;
import dev.midstream.evaluation.classes.LabelClasses;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import dev.midstream.schemas.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Decodes and validates labels. Records that are none go to {@link Intake#DEAD_LETTERS}, counted
 * like those of the images topic.
 */
public final class LabelIntake extends ProcessFunction<ConsumedRecord, ArrivedLabel> {
    private static final long serialVersionUID = 1L;

    private final LabelClasses classes;
    private final int maxDeadLetterBytes;
    private final WireFormat format;

    private transient AvroWire<Label> wire;
    private transient RecordLabels labels;
    private transient Rejections rejections;

    /**
     * @param classes that labels are of
     * @param maxDeadLetterBytes the largest message that the dead-letter topic takes
     */
    @SuppressWarnings("NullAway.Init") // Flink calls open() before anything else.
    public LabelIntake(LabelClasses classes, int maxDeadLetterBytes, WireFormat format) {
        this.classes = classes;
        this.maxDeadLetterBytes = maxDeadLetterBytes;
        this.format = format;
    }

    @Override
    public void open(OpenContext context) {
        wire = format.reader(Label.class);
        labels = new RecordLabels(classes);
        rejections = new Rejections(getRuntimeContext().getMetricGroup(), maxDeadLetterBytes);
    }

    @Override
    public void processElement(ConsumedRecord record, Context context, Collector<ArrivedLabel> out)
            throws IOException {
        ArrivedLabel label;
        try {
            label = read(record.value());
        } catch (RejectedRecordException rejection) {
            context.output(Intake.DEAD_LETTERS, rejections.reject(record, rejection));
            return;
        }
        out.collect(label);
    }

    private ArrivedLabel read(byte @Nullable [] value) throws RejectedRecordException, IOException {
        if (value == null) {
            throw new RejectedRecordException(Fault.NO_VALUE, "The record has no value.");
        }
        Label label;
        try {
            label = wire.decode(value);
        } catch (MalformedRecordException e) {
            throw RejectedRecordException.of(e);
        }
        ImageReader.requireText("runId", label.getRunId());
        ImageReader.requireText("imageId", label.getImageId());
        return new ArrivedLabel(
                label.getRunId(),
                label.getImageId(),
                labels.of("label", label.getLabel(), label.getClassName()),
                labels.of("trueLabel", label.getTrueLabel(), label.getTrueClassName()));
    }
}
