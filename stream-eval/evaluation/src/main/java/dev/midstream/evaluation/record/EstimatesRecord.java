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
        return write(figures::estimate, EstimatesRecord::figure);
    }

    /** What a summary's record holds: the means for which there is an estimate. */
    public static Map<String, MeanEstimate> ofMeans(Function<Figure, Optional<Estimate>> means) {
        return write(means, EstimatesRecord::mean);
    }

    /** What a summary's record holds of the images of all cells together. */
    public static Map<String, MeanEstimate> ofPooled(ClassificationFigures pooled) {
        Map<String, MeanEstimate> written = new LinkedHashMap<>();
        for (Figure figure : Figure.ALL) {
            pooled.estimate(figure)
                    .ifPresent(estimate -> written.put(figure.pooledId(), mean(estimate)));
        }
        return written;
    }

    /** An estimate as the part of a metric's record. */
    public static FigureEstimate figure(Estimate estimate) {
        return new FigureEstimate(estimate.value(), low(estimate), high(estimate));
    }

    /** An estimate as the part of a summary's record. */
    public static MeanEstimate mean(Estimate estimate) {
        return new MeanEstimate(estimate.value(), low(estimate), high(estimate));
    }

    /** The estimate of a part of a summary's record. */
    public static Estimate read(MeanEstimate record) {
        return estimate(record.getValue(), record.getLow(), record.getHigh());
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
        return read(record, Figure::id, e -> estimate(e.getValue(), e.getLow(), e.getHigh()));
    }

    /** The estimates of a summary's record, by the ids of their figures. */
    public static Map<String, Estimate> readMeans(Map<String, MeanEstimate> record) {
        return read(record, Figure::id, EstimatesRecord::read);
    }

    /** The estimates of pooled images, by {@link Figure#pooledId()}. */
    public static Map<String, Estimate> readPooled(Map<String, MeanEstimate> record) {
        return read(record, Figure::pooledId, EstimatesRecord::read);
    }

    /** Of figures that this version knows, in the order of the catalogue. */
    private static <R> Map<String, Estimate> read(
            Map<String, R> record, Function<Figure, String> name, Function<R, Estimate> estimate) {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        for (Figure figure : Figure.ALL) {
            @Nullable R one = record.get(name.apply(figure));
            if (one != null) {
                estimates.put(name.apply(figure), estimate.apply(one));
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
