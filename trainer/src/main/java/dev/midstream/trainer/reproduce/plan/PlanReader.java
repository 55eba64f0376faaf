package dev.midstream.trainer.reproduce.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.midstream.images.FileFailures;
import dev.midstream.images.corruption.Corruptions;
import dev.midstream.metrics.Figure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads plans: files in YAML, of which JSON is a part, or one of those that the trainer has. */
public final class PlanReader {
    /** The plans that the trainer has. */
    public static final List<String> NAMES =
            List.of(
                    "small-cifar10",
                    "article-cifar10",
                    "article-tiny-imagenet",
                    "article-imagenet");

    private static final YAMLMapper MAPPER = new YAMLMapper();
    private static final Set<String> RESERVED =
            Set.of(
                    "dataset",
                    "data",
                    "out",
                    "model-id",
                    "seed",
                    "label-noise",
                    "resume",
                    "overwrite");

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
        if (!NAMES.contains(name)) {
            return MAPPER.readTree(Files.readAllBytes(Path.of(name)));
        }
        try (InputStream stream = PlanReader.class.getResourceAsStream(name + ".yaml")) {
            if (stream == null) {
                throw new IOException("this build lacks it");
            }
            return MAPPER.readTree(stream);
        }
    }

    private static Plan plan(JsonNode tree) {
        Fields fields = new Fields("", tree);
        Setup setup =
                new Setup(
                        fields.text("dataset"),
                        fields.text("data", fields.text("dataset")),
                        checked(fields, "train", fields.options("train")),
                        fields.optionsByName("evaluate"),
                        fields.integers("seeds", List.of(0L)));
        if (setup.evaluate().isEmpty()) {
            throw fields.invalid("evaluate", "name at least one evaluation");
        }
        List<Method> methods = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> labels = new HashSet<>();
        for (Fields method : fields.objects("methods")) {
            methods.add(method(method, setup));
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
            findings.add(finding(finding, methods));
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

    private static Map<String, String> checked(
            Fields fields, String name, Map<String, String> options) {
        for (String option : options.keySet()) {
            if (RESERVED.contains(option)) {
                throw fields.invalid(
                        name, option + " follows from the run and cannot be an option");
            }
        }
        return options;
    }

    /** A text that stands in tables. */
    private static String inTables(Fields fields, String name, String text) {
        if (text.contains("|") || text.lines().count() > 1) {
            throw fields.invalid(name, "tables cannot hold | or several lines");
        }
        return text;
    }

    /** A name that is part of names of files. */
    private static String fileName(Fields fields) {
        String name = fields.text("name");
        if (!name.matches("[a-z0-9][a-z0-9.-]*")) {
            throw fields.invalid("name", name + " is more than small letters, digits, . and -");
        }
        return name;
    }

    private static Method method(Fields fields, Setup setup) {
        String name = fileName(fields);
        Optional<Fields> chosen = fields.object("choose");
        Optional<Choice> choice = Optional.empty();
        if (chosen.isPresent()) {
            choice =
                    Optional.of(
                            new Choice(
                                    chosen.get().text("option"),
                                    chosen.get().texts("values"),
                                    chosen.get().number("holdout", 0.1)));
            if (choice.get().values().isEmpty()) {
                throw chosen.get().invalid("values", "name those to try");
            }
            if (!(choice.get().holdOut() > 0 && choice.get().holdOut() < 1)) {
                throw chosen.get().invalid("holdout", "use a share between 0 and 1");
            }
            chosen.get().end();
        }
        Map<String, String> train = checked(fields, "train", fields.options("train"));
        if (train.containsKey("threads")) {
            throw fields.invalid(
                    "train", "threads are those of the whole process: give them to the plan");
        }
        Method method =
                new Method(
                        name,
                        inTables(fields, "label", fields.text("label", name)),
                        train,
                        fields.optionsByName("evaluate"),
                        fields.integers("seeds", setup.seeds()),
                        fields.numbers("noise", List.of(0.0)),
                        choice,
                        fields.object("landscape").map(Fields::options));
        if (new HashSet<>(method.seeds()).size() < method.seeds().size()) {
            throw fields.invalid("seeds", "one is there twice");
        }
        if (new HashSet<>(method.noise()).size() < method.noise().size()) {
            throw fields.invalid("noise", "one is there twice");
        }
        for (String evaluation : method.evaluate().keySet()) {
            if (!setup.evaluate().containsKey(evaluation)) {
                throw fields.invalid(
                        "evaluate",
                        evaluation
                                + " is none of the plan's evaluations "
                                + String.join(", ", setup.evaluate().keySet()));
            }
        }
        fields.end();
        return method;
    }

    private static Finding finding(Fields fields, List<Method> methods) {
        Measure measure = measure(fields, Measure.ofCleanAccuracy(), methods);
        List<Claim> claims = new ArrayList<>();
        for (Fields claim : fields.objects("claims")) {
            claims.add(
                    new Claim(
                            entry(claim, "better", claim.text("better"), methods),
                            entry(claim, "than", claim.text("than"), methods),
                            measure(claim, measure, methods)));
            claim.end();
        }
        Finding finding =
                new Finding(
                        fileName(fields),
                        inTables(fields, "title", fields.text("title")),
                        kind(fields),
                        entries(fields, "entries", methods),
                        entries(fields, "baselines", methods),
                        measure,
                        claims);
        if (finding.kind() == Finding.Kind.SEVERITIES
                && (measure.cell().equals(Measure.CLEAN) || measure.cell().contains("/"))) {
            throw fields.invalid("cell", "severities are those of a corruption: name one");
        }
        if (finding.kind() == Finding.Kind.CORRUPTIONS && !measure.cell().equals(Measure.CLEAN)) {
            throw fields.invalid("cell", "corruptions are all that were measured: name none");
        }
        if (finding.kind() == Finding.Kind.CORRUPTIONS
                && claims.stream().anyMatch(each -> each.measure().cell().equals(Measure.CLEAN))) {
            throw fields.invalid("claims", "name the corruption of each with cell");
        }
        boolean byMethod =
                finding.kind() == Finding.Kind.POSITIONS
                        || finding.kind() == Finding.Kind.ENDPOINTS;
        Set<String> drawn = new HashSet<>();
        for (Entry entry : finding.entries()) {
            if (!drawn.add(byMethod ? entry.method() : entry.toString())) {
                throw fields.invalid("entries", entry.method() + " is drawn twice");
            }
        }
        if (finding.entries().isEmpty()) {
            throw fields.invalid("entries", "name at least one method");
        }
        if (finding.kind() == Finding.Kind.PLANE
                && !Finding.FIGURES_OF_PLANES.contains(measure.figure())) {
            throw fields.invalid("figure", "planes have " + ids(Finding.FIGURES_OF_PLANES));
        }
        fields.end();
        return finding;
    }

    private static Finding.Kind kind(Fields fields) {
        String text = fields.text("kind");
        List<String> all = new ArrayList<>();
        for (Finding.Kind kind : Finding.Kind.values()) {
            if (kind.spelling().equals(text.toLowerCase(Locale.ROOT))) {
                return kind;
            }
            all.add(kind.spelling());
        }
        throw fields.invalid("kind", text + " is none of " + String.join(", ", all));
    }

    private static Measure measure(Fields fields, Measure otherwise, List<Method> methods) {
        String id = fields.text("figure", otherwise.figure().id());
        Figure figure =
                Figure.of(id)
                        .filter(Measure.FIGURES::contains)
                        .orElseThrow(
                                () ->
                                        fields.invalid(
                                                "figure",
                                                id + " is none of " + ids(Measure.FIGURES)));
        double noise = fields.number("noise", otherwise.noise());
        if (methods.stream().noneMatch(method -> method.noise().contains(noise))) {
            throw fields.invalid("noise", "no method is trained with " + noise);
        }
        return new Measure(figure, cell(fields, otherwise), noise);
    }

    private static String cell(Fields fields, Measure otherwise) {
        String cell = fields.text("cell", otherwise.cell());
        int slash = cell.indexOf('/');
        String corruption = slash < 0 ? cell : cell.substring(0, slash);
        boolean isSeverity = slash < 0 || cell.substring(slash + 1).matches("[1-5]");
        if (!cell.equals(Measure.CLEAN)
                && !(isSeverity && Corruptions.known().names().contains(corruption))) {
            throw fields.invalid(
                    "cell", cell + " is neither clean nor CORRUPTION or CORRUPTION/1 to 5");
        }
        return cell;
    }

    private static String ids(List<Figure> figures) {
        return figures.stream().map(Figure::id).collect(Collectors.joining(", "));
    }

    private static List<Entry> entries(Fields fields, String name, List<Method> methods) {
        List<Entry> entries = new ArrayList<>();
        for (String text : fields.texts(name)) {
            entries.add(entry(fields, name, text, methods));
        }
        return entries;
    }

    /** {@code METHOD} or {@code METHOD/COLUMN}. */
    private static Entry entry(Fields fields, String field, String text, List<Method> methods) {
        int slash = text.indexOf('/');
        String name = slash < 0 ? text : text.substring(0, slash);
        Method method =
                methods.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> fields.invalid(field, name + " is none of the methods"));
        return new Entry(name, slash < 0 ? method.mainColumn() : text.substring(slash + 1));
    }
}
