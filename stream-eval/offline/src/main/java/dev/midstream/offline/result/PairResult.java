package dev.midstream.offline.result;

import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.Disagreement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How far apart the answers of two points are.
 *
 * @param one {@code MODEL/POINT}
 * @param other {@code MODEL/POINT}
 * @param cells by condition, in the order of the plan
 */
public record PairResult(String one, String other, Map<Condition, Disagreement> cells) {
    public PairResult {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    /** A figure on clean images; empty without them. */
    public OptionalDouble clean(Function<Disagreement, OptionalDouble> figure) {
        Disagreement cell = cells.get(Condition.CLEAN);
        return cell == null ? OptionalDouble.empty() : figure.apply(cell);
    }

    /** The mean of a figure over the corrupted conditions; empty without them. */
    public OptionalDouble meanCorrupted(Function<Disagreement, OptionalDouble> figure) {
        return cells.entrySet().stream()
                .filter(cell -> !cell.getKey().equals(Condition.CLEAN))
                .mapToDouble(cell -> figure.apply(cell.getValue()).orElseThrow())
                .average();
    }
}
