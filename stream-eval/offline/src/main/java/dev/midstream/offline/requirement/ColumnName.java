package dev.midstream.offline.requirement;

import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.result.ColumnResult;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a requirement calls a column.
 *
 * @param text {@code POINT}, which each model may have, {@code MODEL/POINT}, or {@code MODEL} where
 *     the model has one column
 */
public record ColumnName(String text) {
    /** The columns of a model that it names, as indices. */
    public List<Integer> among(EvaluatedModel model) {
        List<String> names = model.columnNames();
        return IntStream.range(0, names.size())
                .filter(i -> names(model.modelId(), names.get(i), names.size()))
                .boxed()
                .toList();
    }

    /** The results that it names. */
    List<ColumnResult> among(List<ColumnResult> results) {
        return results.stream()
                .filter(
                        result ->
                                names(
                                        result.modelId(),
                                        result.column().name(),
                                        columnsOf(result.modelId(), results)))
                .toList();
    }

    private static long columnsOf(String modelId, List<ColumnResult> results) {
        return results.stream().filter(result -> result.modelId().equals(modelId)).count();
    }

    private boolean names(String modelId, String column, long columns) {
        return text.equals(column)
                || text.equals(modelId + "/" + column)
                || (columns == 1 && text.equals(modelId));
    }
}
