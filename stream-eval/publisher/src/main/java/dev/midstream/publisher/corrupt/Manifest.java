package dev.midstream.publisher.corrupt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.midstream.images.corruption.ParameterSet;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Resizing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code manifest.json}: what a corrupted data set was made of, and the corruptions that are
 * complete. It is what an interrupted command continues from.
 */
final class Manifest {

    private static final String NAME = "manifest.json";
    private static final String DONE = "corruptions";
    private static final String RESIZING = "resizing";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

    private final CorruptPlan plan;
    private final ObjectNode content;

    private Manifest(CorruptPlan plan, ObjectNode content) {
        this.plan = plan;
        this.content = content;
    }

    /**
     * Reads the manifest of an earlier command with the same options, or starts one for an empty
     * directory or one that is yet to be made. Nothing is written.
     *
     * @throws IOException if the directory holds anything else, with a message for the user
     */
    static Manifest open(CorruptPlan plan) throws IOException {
        Path file = plan.output().directory().resolve(NAME);
        ObjectNode described = description(plan);
        if (!Files.exists(file)) {
            if (!isEmpty(plan.output().directory())) {
                throw new IOException(
                        "Cannot write to "
                                + plan.output().directory()
                                + ": it is not empty and has no "
                                + NAME
                                + ". Name another directory.");
            }
            return new Manifest(plan, described);
        }
        JsonNode earlier;
        try {
            earlier = JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new IOException(
                    "Cannot continue in "
                            + plan.output().directory()
                            + ": its "
                            + NAME
                            + " is damaged.",
                    e);
        }
        Iterator<String> names = described.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            // As text: read numbers may be of another width than written ones.
            if (!name.equals(DONE)
                    && !described.get(name).toString().equals(before(earlier, name))) {
                throw new IOException(
                        "Cannot continue in "
                                + plan.output().directory()
                                + ": its "
                                + NAME
                                + " has another "
                                + name
                                + " than this command. Name another directory.");
            }
        }
        if (earlier.get(DONE) instanceof ArrayNode done) {
            described.set(DONE, done);
        }
        return new Manifest(plan, described);
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return true;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    /** Directories of earlier versions do not say that nothing was resized. */
    private static String before(JsonNode earlier, String name) {
        return name.equals(RESIZING) && !earlier.has(name)
                ? described(Optional.empty()).toString()
                : earlier.path(name).toString();
    }

    private static JsonNode described(Optional<Resizing> resizing) {
        return TextNode.valueOf(resizing.map(Resizing::toString).orElse("none"));
    }

    private static ObjectNode description(CorruptPlan plan) {
        ImageDataset images = plan.images();
        ObjectNode node = JSON.createObjectNode();
        node.put("dataset", images.name());
        node.put("split", plan.split());
        node.put("images", images.size());
        node.put("height", images.height());
        node.put("width", images.width());
        node.set(RESIZING, described(images.resizing()));
        node.put("layout", plan.output().layout().toString());
        if (plan.output().layout() == Layout.TINY_IMAGENET_C) {
            node.put("format", plan.output().format().toString());
        }
        node.put("seed", plan.seed());
        node.put("parameterSet", ParameterSet.title(images.height(), images.width()));
        node.put("frost", plan.frost());
        ArrayNode severities = node.putArray("severities");
        plan.severities().forEach(severities::add);
        ArrayNode classes = node.putArray("classes");
        images.classes().forEach(classes::add);
        node.putArray(DONE);
        return node;
    }

    /** Whether a corruption was finished and is still there. */
    boolean isDone(String corruption) {
        for (JsonNode done : content.withArray(DONE)) {
            if (done.path("name").asText().equals(corruption)) {
                return Files.exists(plan.output().of(corruption));
            }
        }
        return false;
    }

    /** Notes a finished corruption. */
    void add(String corruption, String sha256) throws IOException {
        ArrayNode done = content.withArray(DONE);
        for (int i = done.size() - 1; i >= 0; i--) {
            if (done.get(i).path("name").asText().equals(corruption)) {
                done.remove(i);
            }
        }
        done.addObject()
                .put("name", corruption)
                .put("file", plan.output().layout().fileOf(corruption))
                .put("images", plan.imagesPerCorruption())
                .put("sha256", sha256);
        save();
    }

    /** Writes the manifest. */
    void save() throws IOException {
        Files.createDirectories(plan.output().directory());
        Path temporary = plan.output().directory().resolve(".manifest.part");
        PRETTY.writeValue(temporary.toFile(), content);
        Files.move(
                temporary,
                plan.output().directory().resolve(NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
