package dev.midstream.job.copies;

import dev.midstream.job.intake.ConsumedRecord;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.state.KeyGroups;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;

/**
 * Lets first copies through. The main method writes the kept snapshot; those in the test resources
 * are never written again.
 */
final class CopiesOperator extends AbstractStreamOperator<LabelledImage>
        implements OneInputStreamOperator<LabelledImage, LabelledImage> {
    static final int MAX_PARALLELISM = 128;
    static final long IMAGES = 100_000;

    private static final long serialVersionUID = 1L;

    private final long images;
    private transient Copies copies = Copies.ALL_COUNT;

    CopiesOperator(long images) {
        this.images = images;
    }

    public static void main(String[] arguments) throws Exception {
        try (var harness = harness(IMAGES, 1, 0)) {
            harness.open();
            for (int i = 0; i < 10; i++) {
                harness.processElement(image("run", "image-" + i), 0);
            }
            OperatorSnapshotUtil.writeStateHandle(
                    harness.snapshot(1, 1), Path.of(arguments[0]).toString());
        }
    }

    static KeyedOneInputStreamOperatorTestHarness<Integer, LabelledImage, LabelledImage> harness(
            long images, int subtasks, int index) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new CopiesOperator(images),
                new CopyKey(),
                Types.INT,
                MAX_PARALLELISM,
                subtasks,
                index);
    }

    static LabelledImage image(String run, String id) {
        return image(new ImageContext(run, id, "noise", "snow", 1, 0, -1));
    }

    static LabelledImage image(ImageContext context) {
        return new LabelledImage(
                context, new ConsumedRecord("images", 0, 0, 0, null, null), 0, new byte[1]);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        copies =
                new FirstCopies(
                        context.getKeyedStateStore(),
                        getKeyedStateBackend(),
                        KeyGroups.of(getRuntimeContext().getTaskInfo()),
                        images,
                        getMetricGroup().counter(FirstCopies.DUPLICATES));
    }

    @Override
    public void processElement(StreamRecord<LabelledImage> element) throws Exception {
        if (copies.isFirst(element.getValue().context())) {
            output.collect(element);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        copies.snapshot();
    }

    boolean isFirst(LabelledImage image) throws Exception {
        return copies.isFirst(image.context());
    }

    /** The number of chunks in state. */
    long chunks() throws Exception {
        long chunks = 0;
        for (int key : keys().toList()) {
            setCurrentKey(key);
            for (Long unused : state().keys()) {
                chunks++;
            }
        }
        return chunks;
    }

    private Stream<Integer> keys() {
        return this.<Integer>getKeyedStateBackend()
                .getKeys("remembered-images", VoidNamespace.INSTANCE);
    }

    private MapState<Long, HashChunk> state() throws Exception {
        return getPartitionedState(
                new MapStateDescriptor<>(
                        "remembered-images", LongSerializer.INSTANCE, new HashChunkSerializer()));
    }

    void forget(LabelledImage image) throws Exception {
        copies.forget(image.context());
    }
}
