package dev.midstream.job.metric;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.PointPosition;
import dev.midstream.evaluation.reference.PointName;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.job.state.MetricKeys;
import dev.midstream.job.state.ValueSerializer;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PointSums;
import dev.midstream.metrics.ReliabilityBins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serialises the fields of the key, the profile of the point and the sums, after a version byte.
 * Version 1 has neither profile nor comparison.
 *
 * <p>Sums are written as the real numbers that they represent, which is exact. A new layout gets
 * the next version; earlier versions stay readable, since checkpoints contain them.
 */
public final class MetricDeltaSerializer extends ValueSerializer<MetricDelta> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 2;

    @Override
    public void serialize(MetricDelta delta, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        MetricKeys.write(delta.key(), out);
        writeProfile(delta.profile(), out);
        writeSums(delta.sums().classification(), out);
        PairedSums paired = delta.sums().paired();
        out.writeLong(paired.wins());
        out.writeLong(paired.losses());
        out.writeLong(paired.disagreements());
        out.writeLong(delta.sums().relabelled());
    }

    private static void writeProfile(PointProfile profile, DataOutputView out) throws IOException {
        out.writeBoolean(profile.position().isPresent());
        if (profile.position().isPresent()) {
            PointPosition position = profile.position().get();
            out.writeUTF(position.getSubspace());
            out.writeUTF(position.getRole());
            out.writeInt(position.getWeights().size());
            for (double weight : position.getWeights()) {
                out.writeDouble(weight);
            }
        }
        out.writeBoolean(profile.reference().isPresent());
        if (profile.reference().isPresent()) {
            out.writeUTF(profile.reference().get().modelId());
            out.writeUTF(profile.reference().get().pointId());
        }
    }

    private static void writeSums(ClassificationSums sums, DataOutputView out) throws IOException {
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
        int version = readVersion(in, VERSION);
        MetricKey key = MetricKeys.read(in);
        if (version == 1) {
            return new MetricDelta(
                    key, PointProfile.UNKNOWN, new PointSums(readSums(in), PairedSums.EMPTY, 0));
        }
        PointProfile profile = readProfile(in);
        ClassificationSums sums = readSums(in);
        PairedSums paired = new PairedSums(in.readLong(), in.readLong(), in.readLong());
        return new MetricDelta(key, profile, new PointSums(sums, paired, in.readLong()));
    }

    private static PointProfile readProfile(DataInputView in) throws IOException {
        Optional<PointPosition> position = Optional.empty();
        if (in.readBoolean()) {
            String subspace = in.readUTF();
            String role = in.readUTF();
            List<Double> weights = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                weights.add(in.readDouble());
            }
            position = Optional.of(new PointPosition(subspace, role, weights));
        }
        Optional<PointName> reference = Optional.empty();
        if (in.readBoolean()) {
            reference = Optional.of(new PointName(in.readUTF(), in.readUTF()));
        }
        return new PointProfile(position, reference);
    }

    private static ClassificationSums readSums(DataInputView in) throws IOException {
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
        return ClassificationSums.of(
                top5Correct,
                negativeLogLikelihood,
                brier,
                ReliabilityBins.of(counts, correct, confidence));
    }

    @Override
    public MetricDelta createInstance() {
        return new MetricDelta(
                new MetricKey("", "", "", "", "", 0, LabelKind.OBSERVED),
                PointProfile.UNKNOWN,
                PointSums.EMPTY);
    }

    @Override
    public TypeSerializerSnapshot<MetricDelta> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<MetricDelta> {
        public Snapshot() {
            super(MetricDeltaSerializer::new);
        }
    }
}
