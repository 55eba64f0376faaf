package dev.midstream.job.intake;

import dev.midstream.AnnouncementAction;
import dev.midstream.ModelAnnouncement;
import dev.midstream.job.intake.ModelChange.Action;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import dev.midstream.schemas.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Decodes announcements of models. Records that are none go to {@link Intake#DEAD_LETTERS}, counted
 * like those of the images topic.
 */
public final class ModelIntake extends ProcessFunction<ConsumedRecord, ModelChange> {
    private static final long serialVersionUID = 1L;

    private final ModelLocations locations;
    private final int maxDeadLetterBytes;
    private final WireFormat format;

    private transient AvroWire<ModelAnnouncement> wire;
    private transient Rejections rejections;

    /**
     * @param locations where models may lie that are to be added
     * @param maxDeadLetterBytes the largest message that the dead-letter topic takes
     */
    @SuppressWarnings("NullAway.Init") // Flink calls open() before anything else.
    public ModelIntake(ModelLocations locations, int maxDeadLetterBytes, WireFormat format) {
        this.locations = locations;
        this.maxDeadLetterBytes = maxDeadLetterBytes;
        this.format = format;
    }

    @Override
    public void open(OpenContext context) {
        wire = format.reader(ModelAnnouncement.class);
        rejections = new Rejections(getRuntimeContext().getMetricGroup(), maxDeadLetterBytes);
    }

    @Override
    public void processElement(
            ConsumedRecord record, Context context, Collector<ModelChange> changes)
            throws IOException {
        ModelAnnouncement announcement;
        try {
            announcement = read(record.value());
        } catch (RejectedRecordException rejection) {
            context.output(Intake.DEAD_LETTERS, rejections.reject(record, rejection));
            return;
        }
        changes.collect(
                new ModelChange(
                        announcement.getAction() == AnnouncementAction.ADD
                                ? Action.ADD
                                : Action.DROP,
                        announcement.getModelUri(),
                        record.offset(),
                        record));
    }

    private ModelAnnouncement read(byte @Nullable [] value)
            throws RejectedRecordException, IOException {
        if (value == null) {
            throw new RejectedRecordException(Fault.NO_VALUE, "The record has no value.");
        }
        ModelAnnouncement announcement;
        try {
            announcement = wire.decode(value);
        } catch (MalformedRecordException e) {
            throw RejectedRecordException.of(e);
        }
        // Longer than other texts may be: a URI.
        if (announcement.getModelUri().isBlank()) {
            throw new RejectedRecordException(Fault.INVALID_FIELD, "The modelUri is blank.");
        }
        if (announcement.getAction() == AnnouncementAction.ADD
                && !locations.contain(announcement.getModelUri())) {
            throw new RejectedRecordException(
                    Fault.MODEL_NOT_ALLOWED, locations.refusal(announcement.getModelUri()));
        }
        return announcement;
    }
}
