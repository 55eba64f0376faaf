package dev.midstream.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.midstream.engine.Batching;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.engine.tensorflow.fixture.SmallModel;
import dev.midstream.engine.tensorflow.fixture.VariableModel;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** SavedModels that would do more than compute, made of small ones by editing their graphs. */
final class OperationCheckTest {
    private static final String POINT = "midpoint";

    @TempDir private Path directory;

    @Test
    void open_signatureWritesAFile_refusedAndNotWritten() throws Exception {
        Path written = directory.resolve("written.txt");
        small(
                meta -> {
                    addWriter(meta, written);
                    dependOn(meta, output(meta, POINT), "writer");
                });

        assertThatThrownBy(() -> open(SmallModel.FORMAT, POINT))
                .hasMessage(
                        "Cannot use the SavedModel in "
                                + directory
                                + ": signature midpoint runs WriteFile (writer), which may touch"
                                + " files, the network or processes. Export the model without it.");
        assertThat(written).doesNotExist();
    }

    @Test
    void open_signatureReadsAFile_refused() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.txt"), "secret");
        small(
                meta -> {
                    meta.getGraphDefBuilder()
                            .addNode(text("name", secret.toString()))
                            .addNode(node("reader", "ReadFile", "name"));
                    dependOn(meta, output(meta, POINT), "reader");
                });

        assertThatThrownBy(() -> open(SmallModel.FORMAT, POINT))
                .hasMessageContaining("signature midpoint runs ReadFile (reader)");
    }

    @Test
    void open_functionWritesAFile_refused() throws Exception {
        Path written = directory.resolve("written.txt");
        small(
                meta -> {
                    meta.getGraphDefBuilder()
                            .getLibraryBuilder()
                            .addFunction(
                                    FunctionDef.newBuilder()
                                            .setSignature(
                                                    OpDef.newBuilder()
                                                            .setName("hidden")
                                                            .setIsStateful(true)
                                                            .addControlOutput("done"))
                                            .addNodeDef(text("name", written.toString()))
                                            .addNodeDef(text("content", "x"))
                                            .addNodeDef(
                                                    node(
                                                            "writer",
                                                            "WriteFile",
                                                            "name:output:0",
                                                            "content:output:0"))
                                            .putControlRet("done", "writer"));
                    meta.getGraphDefBuilder()
                            .addNode(
                                    NodeDef.newBuilder(node("call", "StatefulPartitionedCall"))
                                            .putAttr("Tin", types())
                                            .putAttr("Tout", types())
                                            .putAttr(
                                                    "f",
                                                    AttrValue.newBuilder()
                                                            .setFunc(
                                                                    NameAttrList.newBuilder()
                                                                            .setName("hidden"))
                                                            .build()));
                    dependOn(meta, output(meta, POINT), "call");
                });

        assertThatThrownBy(() -> open(SmallModel.FORMAT, POINT))
                .hasMessageContaining("signature midpoint runs WriteFile (writer)");
        assertThat(written).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"signature", "saved_model_main_op", "legacy_init_op"})
    void open_initialiserWritesAFile_refusedAndNotWritten(String kind) throws Exception {
        Path written = directory.resolve("written.txt");
        small(
                meta -> {
                    addWriter(meta, written);
                    meta.getGraphDefBuilder().addNode(node("initialiser", "NoOp", "^writer"));
                    if (kind.equals("signature")) {
                        meta.putSignatureDef(
                                "__saved_model_init_op",
                                SignatureDef.newBuilder()
                                        .putOutputs(
                                                "__saved_model_init_op",
                                                TensorInfo.newBuilder()
                                                        .setName("initialiser")
                                                        .build())
                                        .build());
                    } else {
                        meta.putCollectionDef(
                                kind,
                                CollectionDef.newBuilder()
                                        .setNodeList(
                                                CollectionDef.NodeList.newBuilder()
                                                        .addValue("initialiser"))
                                        .build());
                    }
                });

        assertThatThrownBy(() -> open(SmallModel.FORMAT, POINT))
                .hasMessageContaining("its initialiser runs WriteFile (writer)");
        assertThat(written).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PyFunc",
                "EagerPyFunc",
                "PyFuncStateless",
                "MatchingFiles",
                "SaveV2",
                "RestoreV2",
                "RpcCall",
                "TFRecordDataset",
                "ImmutableConst",
                "EncodeProto",
                "DebugIdentity",
                "Abort",
                "NotAnOperation"
            })
    void open_signatureDoesMoreThanCompute_refused(String operation) throws Exception {
        small(
                meta -> {
                    meta.getGraphDefBuilder().addNode(node("hidden", operation));
                    dependOn(meta, output(meta, POINT), "hidden");
                });

        assertThatThrownBy(() -> open(SmallModel.FORMAT, POINT))
                .hasMessageContaining("signature midpoint runs " + operation + " (hidden)");
    }

    @Test
    void open_whatNothingRuns_scored() throws Exception {
        small(meta -> addWriter(meta, directory.resolve("written.txt")));

        try (SavedModelScorer scorer = open(SmallModel.FORMAT, POINT)) {
            assertThat(scorer.classes()).isEqualTo(SmallModel.CLASSES);
        }
        assertThat(directory.resolve("written.txt")).doesNotExist();
    }

    @Test
    void open_variablesOfItsOwnDirectory_restored() throws Exception {
        VariableModel.write(directory);

        try (SavedModelScorer scorer = open(VariableModel.FORMAT, VariableModel.SIGNATURE)) {
            assertThat(scorer.score(new byte[] {1, 2, 3}, 1)).containsExactly(1, -4, 9);
        }
    }

    @Test
    void open_variablesOfAnotherDirectory_refused(@TempDir Path other) throws Exception {
        VariableModel.write(directory);
        VariableModel.write(other);
        edit(
                meta -> {
                    meta.getGraphDefBuilder()
                            .addNode(
                                    text(
                                            "foreign",
                                            other.resolve("variables/variables").toString()));
                    for (NodeDef.Builder node : meta.getGraphDefBuilder().getNodeBuilderList()) {
                        if (node.getName().equals("restore")) {
                            node.setInput(0, "foreign");
                        }
                    }
                });

        assertThatThrownBy(() -> open(VariableModel.FORMAT, VariableModel.SIGNATURE))
                .hasMessageContaining("the restoring of its variables runs RestoreV2 (restore)");
    }

    @Test
    void open_variablesRestoredInAFunction_onlyFromItsArgument() throws Exception {
        VariableModel.write(directory);
        edit(meta -> restoreInFunction(meta, "prefix"));
        try (SavedModelScorer scorer = open(VariableModel.FORMAT, VariableModel.SIGNATURE)) {
            assertThat(scorer.score(new byte[] {1, 2, 3}, 1)).containsExactly(1, -4, 9);
        }

        VariableModel.write(directory);
        edit(meta -> restoreInFunction(meta, "elsewhere:output:0"));
        assertThatThrownBy(() -> open(VariableModel.FORMAT, VariableModel.SIGNATURE))
                .hasMessageContaining("the restoring of its variables runs RestoreV2 (read)");
    }

    @Test
    void open_fileInChunks_refused() throws Exception {
        SmallModel.write(directory);
        Files.writeString(directory.resolve("saved_model.cpb"), "");

        assertThatThrownBy(() -> open(SmallModel.FORMAT, POINT))
                .hasMessageEndingWith(
                        ": saved_model.cpb is not read here. Export the model as one file.");
    }

    /** As TensorFlow 2 does it: restore_all calls a function with the name of the checkpoint. */
    private void restoreInFunction(MetaGraphDef.Builder meta, String prefix) {
        List<NodeDef> nodes = List.copyOf(meta.getGraphDef().getNodeList());
        NodeDef restore = find(nodes, "restore");
        NodeDef assign = find(nodes, "restore_all");
        meta.getGraphDefBuilder()
                .getLibraryBuilder()
                .addFunction(
                        FunctionDef.newBuilder()
                                .setSignature(
                                        OpDef.newBuilder()
                                                .setName("traced_restore")
                                                .setIsStateful(true)
                                                .addInputArg(argument("prefix", DataType.DT_STRING))
                                                .addOutputArg(argument("value", DataType.DT_FLOAT)))
                                .addNodeDef(
                                        text(
                                                "elsewhere",
                                                directory
                                                        .resolve("variables/variables")
                                                        .toString()))
                                .addNodeDef(texts("names", "weights"))
                                .addNodeDef(texts("slices", ""))
                                .addNodeDef(
                                        NodeDef.newBuilder(restore)
                                                .setName("read")
                                                .clearInput()
                                                .addInput(prefix)
                                                .addInput("names:output:0")
                                                .addInput("slices:output:0"))
                                .putRet("value", "read:tensors:0"));
        for (NodeDef.Builder node : meta.getGraphDefBuilder().getNodeBuilderList()) {
            if (node.getName().equals("restore")) {
                node.clear()
                        .setName("restore")
                        .setOp("StatefulPartitionedCall")
                        .addInput("saver_filename")
                        .putAttr("Tin", types(DataType.DT_STRING))
                        .putAttr("Tout", types(DataType.DT_FLOAT))
                        .putAttr(
                                "f",
                                AttrValue.newBuilder()
                                        .setFunc(
                                                NameAttrList.newBuilder().setName("traced_restore"))
                                        .build());
            }
        }
        assertThat(assign.getInputList()).contains("restore");
    }

    private static NodeDef find(List<NodeDef> nodes, String name) {
        return nodes.stream().filter(node -> node.getName().equals(name)).findFirst().orElseThrow();
    }

    private static OpDef.ArgDef argument(String name, DataType type) {
        return OpDef.ArgDef.newBuilder().setName(name).setType(type).build();
    }

    private SavedModelScorer open(NetworkFormat format, String signature)
            throws InvalidModelException {
        return SavedModelScorer.open(directory, signature, format, Batching.withThreads(1));
    }

    private void small(Consumer<MetaGraphDef.Builder> change) throws IOException {
        SmallModel.write(directory);
        edit(change);
    }

    private void edit(Consumer<MetaGraphDef.Builder> change) throws IOException {
        Path file = directory.resolve("saved_model.pb");
        SavedModel.Builder model = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
        change.accept(model.getMetaGraphsBuilder(0));
        Files.write(file, model.build().toByteArray());
    }

    private static String output(MetaGraphDef.Builder meta, String signature) {
        String tensor =
                meta.getSignatureDefOrThrow(signature).getOutputsOrThrow("logits").getName();
        return tensor.substring(0, tensor.indexOf(':'));
    }

    private static void dependOn(MetaGraphDef.Builder meta, String node, String dependency) {
        for (NodeDef.Builder each : meta.getGraphDefBuilder().getNodeBuilderList()) {
            if (each.getName().equals(node)) {
                each.addInput("^" + dependency);
            }
        }
    }

    private static void addWriter(MetaGraphDef.Builder meta, Path file) {
        meta.getGraphDefBuilder()
                .addNode(text("name", file.toString()))
                .addNode(text("content", "x"))
                .addNode(node("writer", "WriteFile", "name", "content"));
    }

    private static NodeDef node(String name, String operation, String... inputs) {
        return NodeDef.newBuilder()
                .setName(name)
                .setOp(operation)
                .addAllInput(List.of(inputs))
                .build();
    }

    private static NodeDef text(String name, String text) {
        return constant(name, TensorShapeProto.getDefaultInstance(), text);
    }

    private static NodeDef texts(String name, String text) {
        return constant(
                name,
                TensorShapeProto.newBuilder()
                        .addDim(TensorShapeProto.Dim.newBuilder().setSize(1))
                        .build(),
                text);
    }

    private static NodeDef constant(String name, TensorShapeProto shape, String text) {
        return NodeDef.newBuilder(node(name, "Const"))
                .putAttr("dtype", AttrValue.newBuilder().setType(DataType.DT_STRING).build())
                .putAttr(
                        "value",
                        AttrValue.newBuilder()
                                .setTensor(
                                        TensorProto.newBuilder()
                                                .setDtype(DataType.DT_STRING)
                                                .setTensorShape(shape)
                                                .addStringVal(ByteString.copyFromUtf8(text)))
                                .build())
                .build();
    }

    private static AttrValue types(DataType... types) {
        return AttrValue.newBuilder()
                .setList(AttrValue.ListValue.newBuilder().addAllType(List.of(types)))
                .build();
    }
}
