package dev.midstream.offline.report;

import dev.midstream.cli.terminal.TextTable;
import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.Disagreement;
import dev.midstream.offline.model.ModelGeometry;
import dev.midstream.offline.result.ColumnResult;
import dev.midstream.offline.result.EvaluationResults;
import dev.midstream.offline.result.PairResult;
import dev.midstream.offline.result.ReportFigure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The tables below the one of accuracy and calibration error, as text. */
public final class ReportTables {
    private static final int TEXT_COLUMNS = 2;

    private final EvaluationResults results;
    private final List<ReportFigure> figures;

    /**
     * Tables of some results.
     *
     * @param coverages those at which selective accuracy was measured
     */
    public ReportTables(EvaluationResults results, List<Double> coverages) {
        this.results = results;
        this.figures = ReportFigure.all(coverages);
    }

    /** A row a column on clean images, and one for the means over the corrupted conditions. */
    public String figures() {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("figures", "on"));
        figures.forEach(figure -> header.add(shortName(figure)));
        rows.add(header);
        for (ColumnResult column : results.columns()) {
            if (column.shown().under(Condition.CLEAN) > 0) {
                rows.add(row(column, "clean", Condition.CLEAN::equals));
            }
            if (!column.corrupted().isEmpty()) {
                rows.add(row(column, "mean corrupted", c -> !c.equals(Condition.CLEAN)));
            }
        }
        return TextTable.of(TEXT_COLUMNS, dropEmpty(rows));
    }

    private List<String> row(ColumnResult column, String on, Predicate<Condition> conditions) {
        List<String> row = new ArrayList<>(List.of(name(column), on));
        for (ReportFigure figure : figures) {
            OptionalDouble value = OptionalDouble.empty();
            if (figure instanceof ReportFigure.OfCell || !conditions.test(Condition.CLEAN)) {
                value = column.value(figure, conditions);
            }
            row.add(number(value));
        }
        return row;
    }

    private String name(ColumnResult column) {
        return results.models().size() == 1 ? column.column().name() : column.qualifiedName();
    }

    private static String shortName(ReportFigure figure) {
        return switch (figure.name()) {
            case "mean-corruption-error" -> "mCE";
            case "relative-mean-corruption-error" -> "relative mCE";
            default -> figure.name();
        };
    }

    /** That means of columns are over different conditions, in a line; empty where they are not. */
    public String unanswered() {
        Map<String, List<Condition>> ofModels = new LinkedHashMap<>();
        for (ColumnResult column : results.columns()) {
            List<Condition> conditions = column.unanswered(c -> !c.isClean());
            if (!conditions.isEmpty() && !column.shown().isOneCondition()) {
                ofModels.put(column.modelId(), conditions);
            }
        }
        if (ofModels.isEmpty()) {
            return "";
        }
        String named =
                ofModels.entrySet().stream()
                        .map(
                                model ->
                                        "%s (%s)"
                                                .formatted(
                                                        model.getKey(),
                                                        model.getValue().stream()
                                                                .map(Condition::toString)
                                                                .collect(Collectors.joining(", "))))
                        .collect(Collectors.joining(", "));
        return "Means over corrupted cells are over fewer of them for models that answer no image of some: %s.%n"
                .formatted(named);
    }

    /** How far apart the points' answers are, a row a pair. */
    public String pairs() {
        if (results.pairs().isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "two points",
                        "",
                        "clean: disagree",
                        "TV distance",
                        "mean corrupted: disagree",
                        "TV distance"));
        Function<Disagreement, OptionalDouble> rate = Disagreement::rate;
        Function<Disagreement, OptionalDouble> distance = Disagreement::totalVariation;
        for (PairResult pair : results.pairs()) {
            rows.add(
                    List.of(
                            shortPoint(pair.one()),
                            shortPoint(pair.other()),
                            percent(pair.clean(rate)),
                            number(pair.clean(distance)),
                            percent(pair.meanCorrupted(rate)),
                            number(pair.meanCorrupted(distance))));
        }
        return TextTable.of(TEXT_COLUMNS, rows);
    }

    private String shortPoint(String qualified) {
        return results.models().size() == 1
                ? qualified.substring(results.models().get(0).modelId().length() + 1)
                : qualified;
    }

    /** How far apart the endpoints are, a line a model. */
    public String geometries() {
        StringBuilder text = new StringBuilder();
        for (ModelGeometry geometry : results.geometries()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "Endpoints of %s, over all convolution weights: squared cosine %.4g, L2"
                                    + " distance %.4g (pairs summed).%n",
                            geometry.modelId(),
                            geometry.squaredCosine(),
                            geometry.distance()));
        }
        return text.toString();
    }

    /** The temperatures that logits were divided by; empty without any. */
    public String temperatures() {
        StringBuilder text = new StringBuilder();
        for (ColumnResult column : results.columns()) {
            if (column.column().temperature().isPresent()) {
                text.append(text.isEmpty() ? "Temperatures: " : ", ")
                        .append(name(column))
                        .append(' ')
                        .append(number(column.column().temperature()));
            }
        }
        return text.isEmpty() ? "" : text + "." + System.lineSeparator();
    }

    /** Figures that no row has say nothing. */
    private static List<List<String>> dropEmpty(List<List<String>> rows) {
        List<List<String>> kept = new ArrayList<>();
        rows.forEach(row -> kept.add(new ArrayList<>()));
        for (int column = 0; column < rows.get(0).size(); column++) {
            int index = column;
            if (rows.stream().skip(1).anyMatch(row -> !row.get(index).equals("-"))) {
                for (int row = 0; row < rows.size(); row++) {
                    kept.get(row).add(rows.get(row).get(column));
                }
            }
        }
        return kept;
    }

    private static String number(OptionalDouble value) {
        return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%.4f", value.getAsDouble());
    }

    private static String percent(OptionalDouble value) {
        return value.isEmpty()
                ? "-"
                : String.format(Locale.ROOT, "%.2f %%", 100 * value.getAsDouble());
    }
}
