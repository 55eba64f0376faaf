package dev.midstream.job.summary;

import dev.midstream.job.metric.MetricDeltaSerializer;
import dev.midstream.job.state.MetricKeys;
import dev.midstream.job.state.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes all sums of a key. Version 1 had its accuracy and ECE only; what was restored from it
 * stays in that layout until it is replaced.
 */
public final class SummaryPartSerializer extends ValueSerializer<SummaryPart> {
    private static final long serialVersionUID = 1L;
    private static final int TWO_FIGURES = 1;
    private static final int VERSION = 2;

    private final MetricDeltaSerializer totals = new MetricDeltaSerializer();

    @Override
    public void serialize(SummaryPart part, DataOutputView out) throws IOException {
        if (part instanceof SummaryPart.Totals sums) {
            out.writeByte(VERSION);
            totals.serialize(sums.total(), out);
        } else if (part instanceof SummaryPart.Remembered remembered) {
            out.writeByte(TWO_FIGURES);
            MetricKeys.write(remembered.key(), out);
            out.writeLong(remembered.images());
            out.writeDouble(remembered.accuracy());
            out.writeDouble(remembered.ece());
        }
    }

    @Override
    public SummaryPart deserialize(DataInputView in) throws IOException {
        return readVersion(in, VERSION) == TWO_FIGURES
                ? new SummaryPart.Remembered(
                        MetricKeys.read(in), in.readLong(), in.readDouble(), in.readDouble())
                : new SummaryPart.Totals(totals.deserialize(in));
    }

    @Override
    public SummaryPart createInstance() {
        return new SummaryPart.Totals(totals.createInstance());
    }

    @Override
    public TypeSerializerSnapshot<SummaryPart> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SummaryPart> {
        public Snapshot() {
            super(SummaryPartSerializer::new);
        }
    }
}
