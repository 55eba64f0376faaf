package dev.midstream.engine.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an ONNX file says beside its inputs and outputs. Field numbers are those of {@code
 * onnx.proto} of the ONNX project.
 *
 * @param opsets the version of each set of operators by its domain; ONNX's own is empty
 * @param domains whose operators the graph uses
 * @param weightFiles files beside the model that hold weights, as the model names them
 */
public record OnnxFile(Map<String, Long> opsets, Set<String> domains, Set<String> weightFiles) {
    // The operators of com.microsoft are built into ONNX Runtime, whose optimizer and quantizer
    // write them. All others would need a library beside the model.
    private static final Set<String> KNOWN_DOMAINS =
            Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft");

    /**
     * Reads a file without its weights.
     *
     * @throws InvalidModelException if it is no ONNX model, uses operators that are not part of
     *     ONNX or ONNX Runtime, or names files of weights that are not beside or below it
     * @throws IOException if it cannot be read
     */
    public static OnnxFile read(Path file) throws InvalidModelException, IOException {
        Reader reader = new Reader();
        try (InputStream in = Files.newInputStream(file)) {
            CodedInputStream input = CodedInputStream.newInstance(in);
            input.setSizeLimit(Integer.MAX_VALUE);
            reader.model(input);
        } catch (InvalidProtocolBufferException e) {
            throw invalid(file, "it is no ONNX model");
        }
        if (!reader.graphFound || reader.opsets.isEmpty()) {
            throw invalid(file, "it is no ONNX model");
        }
        reader.domains.removeAll(reader.ownDomains);
        OnnxFile found = new OnnxFile(reader.opsets, reader.domains, reader.weightFiles);
        found.check(file);
        return found;
    }

    private void check(Path file) throws InvalidModelException, IOException {
        for (String domain : domains) {
            if (!KNOWN_DOMAINS.contains(domain)) {
                throw invalid(
                        file,
                        "it uses operators of "
                                + domain
                                + ", which are not part of ONNX or ONNX Runtime. Export it without"
                                + " custom operators");
            }
        }
        Path directory = file.toAbsolutePath().resolveSibling("").normalize();
        for (String name : weightFiles) {
            Path weights = directory.resolve(name).normalize();
            if (Path.of(name).isAbsolute() || !weights.startsWith(directory)) {
                throw invalid(file, "it names weights outside its directory: " + name);
            }
            if (!Files.isRegularFile(weights)) {
                throw invalid(file, "its weights " + name + " are not beside it");
            }
            if (!weights.toRealPath().startsWith(directory.toRealPath())) {
                throw invalid(
                        file,
                        "its weights %s are a link out of its directory. Copy them there"
                                .formatted(name));
            }
        }
    }

    private static InvalidModelException invalid(Path file, String reason) {
        return new InvalidModelException(
                "Cannot use the ONNX model %s: %s.".formatted(file, reason));
    }

    private static final class Reader {
        private final Map<String, Long> opsets = new TreeMap<>();
        private final Set<String> domains = new TreeSet<>();
        private final Set<String> ownDomains = new TreeSet<>();
        private final Set<String> weightFiles = new TreeSet<>();
        private boolean graphFound;

        /** Reads the fields of one message. */
        private interface Fields {
            /** Reads the field, or returns false to have it skipped. */
            boolean read(int number) throws IOException;
        }

        private static void each(CodedInputStream in, Fields fields) throws IOException {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                boolean message =
                        WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
                if (!message || !fields.read(WireFormat.getTagFieldNumber(tag))) {
                    in.skipField(tag);
                }
            }
        }

        private static boolean message(CodedInputStream in, Fields fields) throws IOException {
            int limit = in.pushLimit(in.readRawVarint32());
            each(in, fields);
            in.popLimit(limit);
            return true;
        }

        void model(CodedInputStream in) throws IOException {
            each(
                    in,
                    number ->
                            switch (number) {
                                case 7 -> {
                                    graphFound = true;
                                    yield graph(in);
                                }
                                case 8 -> opset(in);
                                case 25 -> function(in);
                                default -> false;
                            });
        }

        /** A function of the model itself, whose domain its nodes name. */
        private boolean function(CodedInputStream in) throws IOException {
            return message(
                    in,
                    number ->
                            switch (number) {
                                case 7 -> node(in);
                                case 10 -> {
                                    ownDomains.add(in.readString());
                                    yield true;
                                }
                                case 11 -> attribute(in);
                                default -> false;
                            });
        }

        private boolean sparseTensor(CodedInputStream in) throws IOException {
            return message(in, number -> (number == 1 || number == 2) && tensor(in));
        }

        private boolean opset(CodedInputStream in) throws IOException {
            int limit = in.pushLimit(in.readRawVarint32());
            String domain = "";
            long version = 0;
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> domain = in.readString();
                    case 2 -> version = in.readInt64();
                    default -> in.skipField(tag);
                }
            }
            in.popLimit(limit);
            opsets.put(domain, version);
            return true;
        }

        private boolean graph(CodedInputStream in) throws IOException {
            return message(
                    in,
                    number ->
                            switch (number) {
                                case 1 -> node(in);
                                case 5 -> tensor(in);
                                case 15 -> sparseTensor(in);
                                default -> false;
                            });
        }

        private boolean node(CodedInputStream in) throws IOException {
            return message(
                    in,
                    number ->
                            switch (number) {
                                case 5 -> attribute(in);
                                case 7 -> {
                                    domains.add(in.readString());
                                    yield true;
                                }
                                default -> false;
                            });
        }

        private boolean attribute(CodedInputStream in) throws IOException {
            return message(
                    in,
                    number ->
                            switch (number) {
                                case 5, 10 -> tensor(in);
                                case 6, 11 -> graph(in);
                                case 22, 23 -> sparseTensor(in);
                                default -> false;
                            });
        }

        private boolean tensor(CodedInputStream in) throws IOException {
            return message(in, number -> number == 13 && externalData(in));
        }

        private boolean externalData(CodedInputStream in) throws IOException {
            String[] entry = {"", ""};
            message(
                    in,
                    number -> {
                        if (number > entry.length) {
                            return false;
                        }
                        entry[number - 1] = in.readString();
                        return true;
                    });
            if (entry[0].equals("location")) {
                weightFiles.add(entry[1]);
            }
            return true;
        }
    }
}
