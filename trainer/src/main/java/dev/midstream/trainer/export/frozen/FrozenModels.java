package dev.midstream.trainer.export.frozen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/** Joins {@link FrozenModel}s. */
public final class FrozenModels {
    private static final String ALL = FrozenModel.OUTPUT + "." + FrozenModel.ALL_POINTS_SIGNATURE;

    private FrozenModels() {}

    /**
     * A model with the points of two. Those of the first keep their nodes, so that their logits
     * stay the same.
     *
     * @param model to which points are added
     * @param added further points of the same network, with ids of their own
     * @param ids the ids of all points, in the order of {@link FrozenModel#ALL_POINTS_SIGNATURE}
     */
    public static SavedModel join(SavedModel model, SavedModel added, List<String> ids) {
        MetaGraphDef first = model.getMetaGraphs(0);
        MetaGraphDef second = added.getMetaGraphs(0);
        // The number of nodes grows with every join, so that prefixes are unique.
        String prefix = "joined-" + first.getGraphDef().getNodeCount() + "/";
        GraphDef.Builder graph = first.getGraphDef().toBuilder().clearNode();
        first.getGraphDef().getNodeList().stream()
                .filter(node -> !ofAllPoints(first, node))
                .forEach(graph::addNode);
        second.getGraphDef().getNodeList().stream()
                .filter(node -> !ofAllPoints(second, node))
                .filter(node -> !node.getName().equals(FrozenModel.INPUT))
                .map(node -> prefixed(prefix, node))
                .forEach(graph::addNode);
        MetaGraphDef.Builder joined = first.toBuilder();
        second.getSignatureDefMap()
                .forEach(
                        (id, signature) -> {
                            if (ids.contains(id)) {
                                joined.putSignatureDef(id, prefixed(prefix, signature));
                            }
                        });
        addAllPoints(graph, joined, ids);
        joined.setGraphDef(graph);
        return model.toBuilder().setMetaGraphs(0, joined).build();
    }

    /** Whether a node is the output of all points, or the stack that it is made of. */
    private static boolean ofAllPoints(MetaGraphDef model, NodeDef node) {
        if (node.getName().equals(ALL)) {
            return true;
        }
        return node.getOp().equals("Pack")
                && model.getGraphDef().getNodeList().stream()
                        .anyMatch(
                                other ->
                                        other.getName().equals(ALL)
                                                && other.getInput(0).equals(node.getName()));
    }

    private static NodeDef prefixed(String prefix, NodeDef node) {
        NodeDef.Builder renamed = node.toBuilder().setName(prefix + node.getName()).clearInput();
        for (String input : node.getInputList()) {
            if (input.equals(FrozenModel.INPUT)) {
                renamed.addInput(input);
            } else if (input.startsWith("^")) {
                renamed.addInput("^" + prefix + input.substring(1));
            } else {
                renamed.addInput(prefix + input);
            }
        }
        return renamed.build();
    }

    private static SignatureDef prefixed(String prefix, SignatureDef signature) {
        SignatureDef.Builder renamed = signature.toBuilder();
        for (Map.Entry<String, TensorInfo> output : signature.getOutputsMap().entrySet()) {
            renamed.putOutputs(
                    output.getKey(),
                    output.getValue().toBuilder()
                            .setName(prefix + output.getValue().getName())
                            .build());
        }
        return renamed.build();
    }

    private static void addAllPoints(
            GraphDef.Builder graph, MetaGraphDef.Builder model, List<String> ids) {
        AttrValue type = AttrValue.newBuilder().setType(DataType.DT_FLOAT).build();
        List<String> outputs = new ArrayList<>();
        for (String id : ids) {
            String tensor =
                    model.getSignatureDefOrThrow(id)
                            .getOutputsOrThrow(FrozenModel.OUTPUT)
                            .getName();
            outputs.add(tensor.substring(0, tensor.lastIndexOf(':')));
        }
        graph.addNode(
                NodeDef.newBuilder()
                        .setName(ALL + ".stack")
                        .setOp("Pack")
                        .addAllInput(outputs)
                        .putAttr("T", type)
                        .putAttr("N", AttrValue.newBuilder().setI(ids.size()).build())
                        .putAttr("axis", AttrValue.newBuilder().setI(0).build()));
        graph.addNode(
                NodeDef.newBuilder()
                        .setName(ALL)
                        .setOp("Identity")
                        .addInput(ALL + ".stack")
                        .putAttr("T", type));
        SignatureDef signature = model.getSignatureDefOrThrow(FrozenModel.ALL_POINTS_SIGNATURE);
        TensorInfo.Builder output = signature.getOutputsOrThrow(FrozenModel.OUTPUT).toBuilder();
        output.getTensorShapeBuilder().getDimBuilder(0).setSize(ids.size());
        model.putSignatureDef(
                FrozenModel.ALL_POINTS_SIGNATURE,
                signature.toBuilder().putOutputs(FrozenModel.OUTPUT, output.build()).build());
    }
}
