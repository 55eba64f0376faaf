package dev.midstream.job.metric;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.ReliabilityBins;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes the key's fields and the sums, after a version byte.
 *
 * <p>Sums are written as the real numbers they stand for, which are exact. A later layout gets the
 * next version, and this one stays readable: checkpoints hold it.
 */
public final class MetricDeltaSerializer extends TypeSerializerSingleton<MetricDelta> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    @Override
    public void serialize(MetricDelta delta, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        MetricKey key = delta.key();
        out.writeUTF(key.getRunId());
        out.writeUTF(key.getModelId());
        out.writeUTF(key.getPointId());
        out.writeUTF(key.getDataset());
        out.writeUTF(key.getCorruption());
        out.writeInt(key.getSeverity());
        out.writeUTF(key.getLabelKind().name());
        ClassificationSums sums = delta.sums();
        out.writeLong(sums.top5Correct());
        out.writeDouble(sums.negativeLogLikelihood());
        out.writeDouble(sums.brier());
        for (int i = 0; i < ReliabilityBins.FINE_BINS; i++) {
            out.writeLong(sums.bins().count(i));
            out.writeLong(sums.bins().correct(i));
            out.writeDouble(sums.bins().confidence(i));
        }
    }

    @Override
    public MetricDelta deserialize(DataInputView in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException(
                    "Cannot read sums of version " + version + ": this job knows " + VERSION + ".");
        }
        MetricKey key =
                new MetricKey(
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readInt(),
                        LabelKind.valueOf(in.readUTF()));
        long top5Correct = in.readLong();
        double negativeLogLikelihood = in.readDouble();
        double brier = in.readDouble();
        long[] counts = new long[ReliabilityBins.FINE_BINS];
        long[] correct = new long[ReliabilityBins.FINE_BINS];
        double[] confidence = new double[ReliabilityBins.FINE_BINS];
        for (int i = 0; i < ReliabilityBins.FINE_BINS; i++) {
            counts[i] = in.readLong();
            correct[i] = in.readLong();
            confidence[i] = in.readDouble();
        }
        return new MetricDelta(
                key,
                ClassificationSums.of(
                        top5Correct,
                        negativeLogLikelihood,
                        brier,
                        ReliabilityBins.of(counts, correct, confidence)));
    }

    @Override
    public MetricDelta deserialize(MetricDelta reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public MetricDelta copy(MetricDelta delta) {
        return delta;
    }

    @Override
    public MetricDelta copy(MetricDelta delta, MetricDelta reuse) {
        return delta;
    }

    @Override
    public MetricDelta createInstance() {
        return new MetricDelta(
                new MetricKey("", "", "", "", "", 0, LabelKind.OBSERVED), ClassificationSums.EMPTY);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<MetricDelta> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says which serializer wrote a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<MetricDelta> {
        public Snapshot() {
            super(MetricDeltaSerializer::new);
        }
    }
}
