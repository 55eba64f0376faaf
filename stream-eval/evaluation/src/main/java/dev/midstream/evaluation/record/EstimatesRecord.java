package dev.midstream.evaluation.record;

import dev.midstream.FigureEstimate;
import dev.midstream.MeanEstimate;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.sequence.Interval;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Estimates of the catalogue's figures as parts of Avro records, and back. */
public final class EstimatesRecord {
    private EstimatesRecord() {}

    /** What a metric's record holds: all figures that have a value, by their ids. */
    public static Map<String, FigureEstimate> of(ClassificationFigures figures) {
        return write(
                figures::estimate,
                estimate -> new FigureEstimate(estimate.value(), low(estimate), high(estimate)));
    }

    /** What a summary's record holds: the means for which there is an estimate. */
    public static Map<String, MeanEstimate> ofMeans(Function<Figure, Optional<Estimate>> means) {
        return write(
                means,
                estimate -> new MeanEstimate(estimate.value(), low(estimate), high(estimate)));
    }

    private static <R> Map<String, R> write(
            Function<Figure, Optional<Estimate>> estimates, Function<Estimate, R> record) {
        Map<String, R> written = new LinkedHashMap<>();
        for (Figure figure : Figure.ALL) {
            estimates.apply(figure).map(record).ifPresent(one -> written.put(figure.id(), one));
        }
        return written;
    }

    private static @Nullable Double low(Estimate estimate) {
        return estimate.interval().map(Interval::low).orElse(null);
    }

    private static @Nullable Double high(Estimate estimate) {
        return estimate.interval().map(Interval::high).orElse(null);
    }

    /** The estimates of a metric's record, by the ids of their figures. */
    public static Map<String, Estimate> read(Map<String, FigureEstimate> record) {
        return read(record, e -> estimate(e.getValue(), e.getLow(), e.getHigh()));
    }

    /** The estimates of a summary's record, by the ids of their figures. */
    public static Map<String, Estimate> readMeans(Map<String, MeanEstimate> record) {
        return read(record, e -> estimate(e.getValue(), e.getLow(), e.getHigh()));
    }

    /** Of figures that this version knows, in the order of the catalogue. */
    private static <R> Map<String, Estimate> read(
            Map<String, R> record, Function<R, Estimate> estimate) {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        for (Figure figure : Figure.ALL) {
            @Nullable R one = record.get(figure.id());
            if (one != null) {
                estimates.put(figure.id(), estimate.apply(one));
            }
        }
        return estimates;
    }

    private static Estimate estimate(double value, @Nullable Double low, @Nullable Double high) {
        return low == null || high == null
                ? Estimate.of(value)
                : new Estimate(value, Optional.of(new Interval(low, high)));
    }
}
