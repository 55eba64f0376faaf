package dev.midstream.offline.report;

import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.Figure;
import dev.midstream.offline.result.ColumnResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A figure of the catalogue, the accuracy unless another is asked for, as RobustBench keeps it in
 * {@code unaggregated_results.csv}: two header rows, of corruptions and of severities, and a row a
 * model and point. Clean images have no column there.
 */
public final class RobustBenchCsv {
    private RobustBenchCsv() {}

    /**
     * Writes the file. A field is empty where a model answered no image under the condition.
     *
     * @param evaluated the conditions, in the order of the columns
     */
    public static void write(
            Path file, List<Condition> evaluated, List<ColumnResult> results, Figure figure)
            throws IOException {
        List<Condition> conditions = evaluated.stream().filter(c -> !c.isClean()).toList();
        StringBuilder text = new StringBuilder();
        text.append(row("", conditions, c -> CsvText.field(c.corruption())));
        text.append(row("", conditions, c -> Integer.toString(c.severity())));
        for (ColumnResult result : results) {
            text.append(
                    row(
                            CsvText.field(result.qualifiedName()),
                            conditions,
                            c -> field(result, c, figure)));
        }
        OutputFile.write(
                file, stream -> stream.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String field(ColumnResult result, Condition condition, Figure figure) {
        return result.cell(condition).map(cell -> Double.toString(cell.value(figure))).orElse("");
    }

    private static String row(
            String first, List<Condition> conditions, Function<Condition, String> field) {
        return conditions.stream().map(field).collect(Collectors.joining(",", first + ",", "\n"));
    }
}
