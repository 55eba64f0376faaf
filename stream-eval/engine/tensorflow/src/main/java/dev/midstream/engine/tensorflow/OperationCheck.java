package dev.midstream.engine.tensorflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * Refuses SavedModels that would do more than compute: a graph may read and write files, connect to
 * hosts and call other programs, with the rights of the process that opens it.
 *
 * <p>What counts is what runs: a signature, and what TensorFlow runs when it opens the model, which
 * is the initialisers and the restoring of variables. That may read the model's own checkpoint. The
 * operations that save a model are in nearly every file; nothing runs them.
 */
final class OperationCheck {
    private static final String INITIALISER_SIGNATURE = "__saved_model_init_op";
    private static final List<String> INITIALISER_COLLECTIONS =
            List.of("saved_model_main_op", "legacy_init_op");

    private OperationCheck() {}

    /**
     * Checks what opening a model and running a signature of it would do. TensorFlow must have been
     * started.
     *
     * @throws InvalidSavedModelException if that is more than to compute; the message says what
     */
    static void check(Path directory, String signature) throws InvalidSavedModelException {
        OperationRules rules = OperationRules.ofRuntime();
        for (MetaGraphDef graph : SavedModelFile.read(directory).getMetaGraphsList()) {
            GraphWalk walk = new GraphWalk(graph.getGraphDef(), rules);
            require(
                    directory,
                    "signature " + signature,
                    walk.offender(outputs(graph.getSignatureDefMap().get(signature))));
            require(directory, "its initialiser", walk.offender(initialisers(graph)));
            SaverDef saver = graph.getSaverDef();
            require(
                    directory,
                    "the restoring of its variables",
                    walk.offender(
                            List.of(saver.getRestoreOpName()),
                            Optional.of(saver.getFilenameTensorName())));
        }
    }

    private static void require(Path directory, String what, Optional<NodeDef> offender)
            throws InvalidSavedModelException {
        if (offender.isPresent()) {
            throw new InvalidSavedModelException(
                    directory,
                    "%s runs %s (%s), which may touch files, the network or processes. Export the model without it"
                            .formatted(what, offender.get().getOp(), offender.get().getName()));
        }
    }

    private static List<String> initialisers(MetaGraphDef graph) {
        List<String> nodes =
                new ArrayList<>(outputs(graph.getSignatureDefMap().get(INITIALISER_SIGNATURE)));
        for (String collection : INITIALISER_COLLECTIONS) {
            if (graph.containsCollectionDef(collection)) {
                nodes.addAll(
                        graph.getCollectionDefOrThrow(collection).getNodeList().getValueList());
            }
        }
        return nodes;
    }

    private static List<String> outputs(@Nullable SignatureDef signature) {
        return signature == null
                ? List.of()
                : signature.getOutputsMap().values().stream().map(TensorInfo::getName).toList();
    }
}
