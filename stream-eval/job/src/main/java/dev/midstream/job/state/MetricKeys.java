package dev.midstream.job.state;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serialises metric keys field by field. */
public final class MetricKeys {
    private MetricKeys() {}

    public static void write(MetricKey key, DataOutputView out) throws IOException {
        out.writeUTF(key.getRunId());
        out.writeUTF(key.getModelId());
        out.writeUTF(key.getPointId());
        out.writeUTF(key.getDataset());
        out.writeUTF(key.getCorruption());
        out.writeInt(key.getSeverity());
        out.writeUTF(key.getLabelKind().name());
    }

    public static MetricKey read(DataInputView in) throws IOException {
        return new MetricKey(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readInt(),
                LabelKind.valueOf(in.readUTF()));
    }
}
