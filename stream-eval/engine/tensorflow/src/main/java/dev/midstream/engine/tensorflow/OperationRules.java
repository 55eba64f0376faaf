package dev.midstream.engine.tensorflow;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.OpList;

/**
 * Which operations do nothing but compute.
 *
 * <p>TensorFlow says of each of its operations whether it has state and whether it takes texts, as
 * names of files and hosts are. One with neither computes, but for a few. With state there are
 * those of variables, tables, random numbers and control flow. Any other may touch files, the
 * network or processes, and so may one that TensorFlow does not know.
 */
final class OperationRules {
    /** They hold a name of a file or host, run another program's code or end the process. */
    private static final Set<String> STATELESS_DANGERS =
            Set.of("Abort", "ImmutableConst", "EncodeProto", "PyFuncStateless", "Copy", "CopyHost");

    private static final Pattern DANGEROUS_FAMILIES =
            Pattern.compile("_.*|Debug.*|DTensor.*|TPU.*|XlaCustomCall.*|.*Dataset.*|.*Summary.*");

    private static final Pattern COMPUTING_WITH_STATE =
            Pattern.compile(
                    "VarHandleOp|VarIsInitializedOp|Variable|VariableV2|TemporaryVariable|VariableShape"
                        + "|DestroyResourceOp|DisableCopyOnRead|ReadVariableOp|Assign(Add|Sub)?VariableOp"
                        + "|Resource(Gather|Scatter|StridedSlice).*"
                        + "|StatefulPartitionedCall|While|If|Case"
                        + "|Assert|Print|CheckNumerics(V2)?|GuaranteeConst|Empty|DeepCopy|DeviceIndex"
                        + "|Random.*|Multinomial|(Parameterized)?TruncatedNormal|StatelessRandomGetAlg"
                        + "|Stateful(Uniform|StandardNormal|TruncatedNormal|Random).*"
                        + "|Rng(ReadAndSkip|Skip)|NonDeterministicInts"
                        + "|(Anonymous)?(Mutable)?(Dense)?HashTable.*|LookupTable.*V2|InitializeTableV2"
                        + "|TensorArray.*|Stack(Push|Pop|Close)?V2|CudnnRNN.*|Timestamp");

    private static final Set<String> COMPUTING_WITH_TEXTS = Set.of("StringFormat", "StringJoin");

    private final Map<String, OpDef> known;

    private OperationRules(Map<String, OpDef> known) {
        this.known = known;
    }

    /** The rules for all operations of TensorFlow, which must have been started. */
    static OperationRules ofRuntime() {
        return Registered.RULES;
    }

    /** Returns whether an operation does nothing but compute. */
    boolean onlyComputes(String operation) {
        OpDef definition = known.get(operation);
        if (definition == null
                || STATELESS_DANGERS.contains(operation)
                || DANGEROUS_FAMILIES.matcher(operation).matches()) {
            return false;
        }
        if (definition.getIsStateful() && !COMPUTING_WITH_STATE.matcher(operation).matches()) {
            return false;
        }
        boolean takesTexts =
                definition.getInputArgList().stream()
                        .anyMatch(
                                input ->
                                        input.getType() == DataType.DT_STRING && !input.getIsRef());
        return !takesTexts || COMPUTING_WITH_TEXTS.contains(operation);
    }

    private static final class Registered {
        private static final OperationRules RULES = new OperationRules(read());

        private static Map<String, OpDef> read() {
            TF_Buffer buffer = tensorflow.TF_GetAllOpList();
            try {
                byte[] bytes = new byte[Math.toIntExact(buffer.length())];
                new BytePointer(buffer.data()).get(bytes);
                Map<String, OpDef> known = new HashMap<>();
                for (OpDef definition : OpList.parseFrom(bytes).getOpList()) {
                    known.put(definition.getName(), definition);
                }
                return known;
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(
                        "Cannot read TensorFlow's list of operations: " + e.getMessage(), e);
            } finally {
                tensorflow.TF_DeleteBuffer(buffer);
            }
        }
    }
}
