package dev.midstream.job.scoring;

import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.panel.JudgedPoint;
import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.state.ValueSerializer;
import dev.midstream.job.state.ValueTypeInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes what is known of the image, and of every model what is judged and its logits. */
public final class ScoredImageSerializer extends ValueSerializer<ScoredImage> {
    /** Flink's view of scored images. */
    public static final TypeInformation<ScoredImage> TYPE =
            ValueTypeInfo.of(ScoredImage.class, ScoredImageSerializer::new);

    private static final long serialVersionUID = 1L;
    private static final int VERSION = 2;

    @Override
    public void serialize(ScoredImage image, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        writeContext(image.context(), out);
        out.writeInt(image.answers().size());
        for (ModelAnswer answer : image.answers()) {
            writePanel(answer.panel(), out);
            out.writeInt(answer.logits().length);
            for (float logit : answer.logits()) {
                out.writeFloat(logit);
            }
        }
    }

    @Override
    public ScoredImage deserialize(DataInputView in) throws IOException {
        int version = readVersion(in, VERSION);
        ImageContext context = readContext(in);
        List<ModelAnswer> answers = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            PointPanel panel = readPanel(in, version);
            float[] logits = new float[in.readInt()];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = in.readFloat();
            }
            answers.add(new ModelAnswer(panel, logits));
        }
        return new ScoredImage(context, answers);
    }

    private static void writeContext(ImageContext context, DataOutputView out) throws IOException {
        out.writeUTF(context.runId());
        out.writeUTF(context.imageId());
        out.writeUTF(context.dataset());
        out.writeUTF(context.corruption());
        out.writeInt(context.severity());
        out.writeInt(context.label());
        out.writeInt(context.trueLabel());
    }

    private static ImageContext readContext(DataInputView in) throws IOException {
        return new ImageContext(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readInt(),
                in.readInt(),
                in.readInt());
    }

    private static void writePanel(PointPanel panel, DataOutputView out) throws IOException {
        out.writeUTF(panel.id());
        out.writeUTF(panel.modelId());
        out.writeInt(panel.mapping().modelClasses());
        out.writeInt(panel.scored());
        out.writeInt(panel.judged().size());
        for (JudgedPoint point : panel.judged()) {
            out.writeUTF(point.pointId());
            out.writeInt(point.row());
            out.writeUTF(point.subspace());
            out.writeUTF(point.role());
            out.writeInt(point.weights().size());
            for (double weight : point.weights()) {
                out.writeDouble(weight);
            }
            out.writeUTF(point.referenceModelId());
            out.writeUTF(point.referencePointId());
        }
        writeInts(panel.mapping().kept(), out);
        writeInts(panel.mapping().positions(), out);
    }

    private static PointPanel readPanel(DataInputView in, int version) throws IOException {
        String id = in.readUTF();
        String modelId = in.readUTF();
        int classes = in.readInt();
        int scored = in.readInt();
        List<JudgedPoint> judged = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            judged.add(
                    new JudgedPoint(
                            in.readUTF(),
                            in.readInt(),
                            in.readUTF(),
                            in.readUTF(),
                            readWeights(in),
                            in.readUTF(),
                            in.readUTF()));
        }
        // The first version knew no other mapping.
        ClassMapping mapping =
                version < 2
                        ? ClassMapping.identity(classes)
                        : new ClassMapping(classes, readInts(in), readInts(in));
        return new PointPanel(id, modelId, mapping, scored, judged);
    }

    private static void writeInts(List<Integer> values, DataOutputView out) throws IOException {
        out.writeInt(values.size());
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private static List<Integer> readInts(DataInputView in) throws IOException {
        List<Integer> values = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            values.add(in.readInt());
        }
        return values;
    }

    private static List<Double> readWeights(DataInputView in) throws IOException {
        List<Double> weights = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            weights.add(in.readDouble());
        }
        return weights;
    }

    @Override
    public ScoredImage createInstance() {
        return new ScoredImage(new ImageContext("", "", "", "", 0, 0, 0), List.of());
    }

    @Override
    public TypeSerializerSnapshot<ScoredImage> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ScoredImage> {
        public Snapshot() {
            super(ScoredImageSerializer::new);
        }
    }
}
