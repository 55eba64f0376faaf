package dev.midstream.evaluation.record;

import dev.midstream.FigureEstimate;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.Interval;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Estimates of the catalogue's figures as the part of an Avro record, and back. */
public final class EstimatesRecord {
    private EstimatesRecord() {}

    /** The record of all figures that have a value. */
    public static Map<String, FigureEstimate> of(ClassificationFigures figures) {
        return of(figures::estimate);
    }

    /** The record of those of the catalogue's figures for which there is an estimate. */
    public static Map<String, FigureEstimate> of(Function<Figure, Optional<Estimate>> estimates) {
        Map<String, FigureEstimate> record = new LinkedHashMap<>();
        for (Figure figure : Figure.ALL) {
            estimates
                    .apply(figure)
                    .ifPresent(estimate -> record.put(figure.id(), estimate(estimate)));
        }
        return record;
    }

    private static FigureEstimate estimate(Estimate estimate) {
        return FigureEstimate.newBuilder()
                .setValue(estimate.value())
                .setLow(estimate.interval().map(Interval::low).orElse(null))
                .setHigh(estimate.interval().map(Interval::high).orElse(null))
                .build();
    }

    /** The estimates of a record; figures that this version does not know are left out. */
    public static Map<Figure, Estimate> read(Map<String, FigureEstimate> record) {
        Map<Figure, Estimate> estimates = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.ALL) {
            @Nullable FigureEstimate estimate = record.get(figure.id());
            if (estimate != null) {
                estimates.put(figure, new Estimate(estimate.getValue(), interval(estimate)));
            }
        }
        return estimates;
    }

    private static Optional<Interval> interval(FigureEstimate estimate) {
        @Nullable Double low = estimate.getLow();
        @Nullable Double high = estimate.getHigh();
        return low == null || high == null
                ? Optional.empty()
                : Optional.of(new Interval(low, high));
    }
}
