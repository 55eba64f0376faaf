package dev.midstream.trainer.reproduce.plan;

import dev.midstream.images.corruption.Corruptions;
import dev.midstream.metrics.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the findings of a plan. */
final class FindingReader {
    private static final String CELL = "cell";

    private FindingReader() {}

    /**
     * Reads a finding.
     *
     * @param methods those of the plan
     * @throws IllegalArgumentException if it has a mistake, or cannot be drawn or judged when all
     *     runs are made, with a message that says where
     */
    static Finding read(Fields fields, List<Method> methods) {
        Measure measure = measure(fields, Measure.ofCleanAccuracy(), methods);
        List<Fields> objects = fields.objects("claims");
        List<Claim> claims = new ArrayList<>();
        for (Fields claim : objects) {
            claims.add(
                    new Claim(
                            entry(claim, "better", claim.text("better"), methods),
                            entry(claim, "than", claim.text("than"), methods),
                            measure(claim, measure, methods)));
            claim.end();
        }
        Finding finding =
                new Finding(
                        fields.fileName("name"),
                        fields.inTables("title", fields.text("title")),
                        kind(fields),
                        entries(fields, "entries", methods),
                        entries(fields, "baselines", methods),
                        measure,
                        claims);
        fields.end();
        FindingChecks checks = new FindingChecks(finding, methods);
        checks.check(fields);
        for (int i = 0; i < claims.size(); i++) {
            checks.check(objects.get(i), claims.get(i));
        }
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
                                                id
                                                        + " is none of "
                                                        + FindingChecks.ids(Measure.FIGURES)));
        double noise = fields.number("noise", otherwise.noise());
        if (methods.stream().noneMatch(method -> method.noise().contains(noise))) {
            throw fields.invalid("noise", "no method is trained with " + noise);
        }
        return new Measure(figure, cell(fields, otherwise), noise);
    }

    private static String cell(Fields fields, Measure otherwise) {
        String cell = fields.text(CELL, otherwise.cell());
        int slash = cell.indexOf('/');
        String corruption = slash < 0 ? cell : cell.substring(0, slash);
        boolean isSeverity = slash < 0 || cell.substring(slash + 1).matches("[1-5]");
        if (!cell.equals(Measure.CLEAN)
                && !(isSeverity && Corruptions.known().names().contains(corruption))) {
            throw fields.invalid(
                    CELL, cell + " is neither clean nor CORRUPTION or CORRUPTION/1 to 5");
        }
        return cell;
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
