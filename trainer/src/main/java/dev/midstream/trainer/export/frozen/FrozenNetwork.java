package dev.midstream.trainer.export.frozen;

import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.graph.operations.Tensors;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TUint8;

/** One point of a subspace, folded as it is exported, in a session of its own. Not thread-safe. */
public final class FrozenNetwork implements AutoCloseable {
    private final String output;
    private final Graph graph = new Graph();
    private final Session session;

    private FrozenNetwork(
            Network network,
            ImageShape input,
            Normalisation normalisation,
            PointParameters point,
            Execution execution) {
        output = FrozenModel.OUTPUT + "." + point.id();
        graph.importGraphDef(
                FrozenModel.of(network, input, normalisation, List.of(point))
                        .getMetaGraphs(0)
                        .getGraphDef());
        session = new Session(graph, execution.toConfigProto());
    }

    /** Freezes a point. TensorFlow must have been started. */
    public static FrozenNetwork of(
            Network network,
            ImageShape input,
            Normalisation normalisation,
            PointParameters point,
            Execution execution) {
        return new FrozenNetwork(network, input, normalisation, point, execution);
    }

    /** The logits of a batch, {@code [batch, classes]}. */
    public float[] logits(Batch batch) {
        ImageShape shape = batch.shape();
        try (TUint8 pixels =
                        Tensors.bytes(
                                batch.pixels(),
                                batch.size(),
                                shape.height(),
                                shape.width(),
                                shape.channels());
                Result result =
                        session.runner().feed(FrozenModel.INPUT, pixels).fetch(output).run()) {
            return Tensors.floats(result, 0);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
