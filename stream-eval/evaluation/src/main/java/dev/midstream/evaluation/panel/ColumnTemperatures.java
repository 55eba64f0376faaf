package dev.midstream.evaluation.panel;

import dev.midstream.evaluation.reference.PointName;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Temperatures of points and ensembles, which are then judged a second time, with their logits
 * divided by it, under the name {@code NAME@ts}.
 *
 * <p>As text, each is a line: the model's id, the name of the point or ensemble and the
 * temperature, with tabs between them. {@code evaluate --temperature-scaling} fits them.
 */
public final class ColumnTemperatures implements Serializable {
    /** No temperatures: everything is judged once. */
    public static final ColumnTemperatures NONE = new ColumnTemperatures(Map.of());

    private static final long serialVersionUID = 1L;
    private static final String TAB = "\t";
    private static final String FORM =
            "Give a model's id, the name of a point or ensemble and a temperature above 0, with"
                    + " tabs between them.";

    private final LinkedHashMap<PointName, Double> temperatures;

    private ColumnTemperatures(Map<PointName, Double> temperatures) {
        this.temperatures = new LinkedHashMap<>(temperatures);
    }

    /**
     * Reads lines of text; none stand for {@link #NONE}.
     *
     * @throws IllegalArgumentException if a line is none, with a message for the user
     */
    public static ColumnTemperatures parse(List<String> lines) {
        Map<PointName, Double> temperatures = new LinkedHashMap<>();
        for (String line : lines) {
            String[] parts = line.split(TAB, -1);
            if (parts.length != 3) {
                throw invalid("'%s' is no line of it. %s".formatted(line, FORM));
            }
            PointName name = new PointName(parts[0].strip(), parts[1].strip());
            if (temperatures.put(name, temperature(parts[2].strip(), line)) != null) {
                throw invalid("it has two lines for %s. Keep one of them.".formatted(name));
            }
        }
        return new ColumnTemperatures(temperatures);
    }

    private static double temperature(String text, String line) {
        try {
            double temperature = Double.parseDouble(text);
            if (temperature > 0 && Double.isFinite(temperature)) {
                return temperature;
            }
        } catch (NumberFormatException e) {
            throw invalid("'%s' is no line of it. %s".formatted(line, FORM), e);
        }
        throw invalid("'%s' is no line of it. %s".formatted(line, FORM));
    }

    /** Returns the temperatures of a model's columns, as lines that {@link #parse} reads. */
    public static List<String> lines(String modelId, List<Column> columns) {
        List<String> lines = new ArrayList<>();
        for (Column column : columns) {
            column.temperature()
                    .ifPresent(
                            t ->
                                    lines.add(
                                            String.join(
                                                    TAB,
                                                    modelId,
                                                    column.unscaledName(),
                                                    Double.toString(t))));
        }
        return lines;
    }

    /**
     * Makes sure that a temperature is of one of some models.
     *
     * @throws IllegalArgumentException if not, with a message for the user
     */
    public void requireOneOf(List<String> modelIds) {
        List<String> named =
                temperatures.keySet().stream().map(PointName::modelId).distinct().toList();
        if (!named.isEmpty() && named.stream().noneMatch(modelIds::contains)) {
            throw invalid(
                    "it has temperatures of %s, and none of %s. Fit them with evaluate --temperature-scaling --write-temperatures."
                            .formatted(String.join(", ", named), String.join(", ", modelIds)));
        }
    }

    /**
     * Returns a model's columns, followed by those that have a temperature, scaled. Temperatures of
     * columns that are not judged are left out.
     *
     * @throws IllegalArgumentException if there are temperatures of the model, and none of its
     *     columns, with a message for the user
     */
    List<Column> applied(String modelId, List<Column> columns) {
        List<Column> applied = new ArrayList<>(columns);
        for (Column column : columns) {
            of(modelId, column).ifPresent(t -> applied.add(column.scaledBy(t)));
        }
        if (applied.size() == columns.size()) {
            requireNoneOf(modelId, columns);
        }
        return applied;
    }

    private OptionalDouble of(String modelId, Column column) {
        Double temperature = temperatures.get(new PointName(modelId, column.name()));
        return temperature == null ? OptionalDouble.empty() : OptionalDouble.of(temperature);
    }

    private void requireNoneOf(String modelId, List<Column> columns) {
        List<String> named =
                temperatures.keySet().stream()
                        .filter(name -> name.modelId().equals(modelId))
                        .map(PointName::pointId)
                        .toList();
        if (!named.isEmpty()) {
            throw invalid(
                    "it has temperatures of %s of %s, and judged are %s. Choose one of them with --points or --ensemble."
                            .formatted(
                                    String.join(", ", named),
                                    modelId,
                                    String.join(
                                            ", ", columns.stream().map(Column::name).toList())));
        }
    }

    private static IllegalArgumentException invalid(String message) {
        return new IllegalArgumentException("Invalid --temperatures: " + message);
    }

    private static IllegalArgumentException invalid(String message, Exception cause) {
        return new IllegalArgumentException("Invalid --temperatures: " + message, cause);
    }
}
