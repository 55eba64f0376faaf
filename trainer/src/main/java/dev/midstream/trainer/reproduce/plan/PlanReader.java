package dev.midstream.trainer.reproduce.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.midstream.images.FileFailures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads plans: files in YAML, of which JSON is a part, or one of those that the trainer has. */
public final class PlanReader {
    /** The plans that the trainer has. */
    public static final List<String> NAMES =
            List.of(
                    "small-cifar10",
                    "article-cifar10",
                    "article-tiny-imagenet",
                    "article-imagenet");

    private static final YAMLMapper MAPPER =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private PlanReader() {}

    /**
     * Reads a plan.
     *
     * @param name one of {@link #NAMES}, or a file
     * @throws InvalidPlanException if there is none, or it cannot be used
     */
    public static Plan read(String name) throws InvalidPlanException {
        try {
            return plan(tree(name));
        } catch (JsonProcessingException e) {
            throw new InvalidPlanException(
                    "Cannot read plan %s: %s."
                            .formatted(
                                    name,
                                    String.valueOf(e.getOriginalMessage())
                                            .replaceAll("\\s*\\R\\s*", " ")),
                    e);
        } catch (IOException e) {
            throw new InvalidPlanException(
                    "Cannot read plan %s: %s. Use a file, or one of %s."
                            .formatted(name, FileFailures.reason(e), String.join(", ", NAMES)),
                    e);
        } catch (IllegalArgumentException e) {
            throw new InvalidPlanException(
                    "Invalid plan %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static JsonNode tree(String name) throws IOException {
        try (InputStream stream = open(name);
                JsonParser parser = MAPPER.createParser(stream)) {
            JsonNode tree = MAPPER.readTree(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(
                        "it has a second document, after ---. Use a file for each plan.");
            }
            return tree == null ? MissingNode.getInstance() : tree;
        }
    }

    private static InputStream open(String name) throws IOException {
        if (!NAMES.contains(name)) {
            return Files.newInputStream(Path.of(name));
        }
        InputStream stream = PlanReader.class.getResourceAsStream(name + ".yaml");
        if (stream == null) {
            throw new IOException("this build lacks it");
        }
        return stream;
    }

    private static Plan plan(JsonNode tree) {
        Fields fields = new Fields("", tree);
        Setup setup =
                new Setup(
                        fields.text("dataset"),
                        fields.text("data", fields.text("dataset")),
                        MethodReader.train(fields),
                        MethodReader.evaluate(fields),
                        fields.integers("seeds", List.of(0L)));
        if (setup.evaluate().isEmpty()) {
            throw fields.invalid("evaluate", "name at least one evaluation");
        }
        List<Method> methods = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> labels = new HashSet<>();
        for (Fields method : fields.objects("methods")) {
            methods.add(MethodReader.read(method, setup));
            if (!names.add(methods.get(methods.size() - 1).name())) {
                throw method.invalid("name", "another method has it");
            }
            if (!labels.add(methods.get(methods.size() - 1).label())) {
                throw method.invalid("label", "another method has it");
            }
        }
        if (methods.isEmpty()) {
            throw fields.invalid("methods", "name at least one");
        }
        List<Finding> findings = new ArrayList<>();
        Set<String> pictures = new HashSet<>();
        Set<String> titles = new HashSet<>();
        for (Fields finding : fields.objects("findings")) {
            findings.add(FindingReader.read(finding, methods));
            if (!pictures.add(findings.get(findings.size() - 1).name())) {
                throw finding.invalid("name", "another finding has it");
            }
            if (!titles.add(findings.get(findings.size() - 1).title())) {
                throw finding.invalid("title", "another finding has it");
            }
        }
        Plan plan =
                new Plan(
                        fields.text("name"),
                        fields.text("title"),
                        fields.text("about", ""),
                        fields.texts("deviations"),
                        setup,
                        methods,
                        findings);
        fields.end();
        return plan;
    }
}
