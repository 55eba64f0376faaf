package dev.midstream.offline.result;

import dev.midstream.RobustnessSummary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A figure that can be asked for by name. */
public sealed interface Figure {
    /** The name in requirements and reports. */
    String name();

    /** A figure that every condition has; that of several conditions is the mean of theirs. */
    record OfCell(String name, ToDoubleFunction<CellFigures> value) implements Figure {}

    /** A figure of all corruptions together. */
    record OfSummary(String name, Function<RobustnessSummary, @Nullable Double> value)
            implements Figure {
        /** Empty where it is not meaningful. */
        public OptionalDouble of(RobustnessSummary summary) {
            @Nullable Double found = value.apply(summary);
            return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
        }
    }

    /** The figures, those of summaries last. */
    static List<Figure> all(List<Double> coverages) {
        Stream<Figure> fixed =
                Stream.of(
                        new OfCell("accuracy", CellFigures::accuracy),
                        new OfCell("top5", CellFigures::top5Accuracy),
                        new OfCell("ece", CellFigures::ece),
                        new OfCell("adaptive-ece", cell -> cell.offline().adaptiveEce()),
                        new OfCell("classwise-ece", cell -> cell.offline().classwiseEce()),
                        new OfCell("mce", CellFigures::maximumCalibrationError),
                        new OfCell("nll", CellFigures::negativeLogLikelihood),
                        new OfCell("brier", CellFigures::brier),
                        new OfCell("confidence", CellFigures::meanConfidence));
        Stream<Figure> selective =
                coverages.stream()
                        .map(
                                coverage ->
                                        new OfCell(
                                                selectiveName(coverage),
                                                cell ->
                                                        cell.offline()
                                                                .selective()
                                                                .get(coverages.indexOf(coverage))));
        Stream<Figure> summaries =
                Stream.of(
                        new OfSummary(
                                "mean-corruption-error", RobustnessSummary::getMeanCorruptionError),
                        new OfSummary(
                                "relative-mean-corruption-error",
                                RobustnessSummary::getRelativeMeanCorruptionError));
        return Stream.of(fixed, selective, summaries).flatMap(Function.identity()).toList();
    }

    /** The name of the accuracy at a coverage, for instance {@code selective-0.8}. */
    static String selectiveName(double coverage) {
        return "selective-" + coverage;
    }

    /** The figure of that name, if there is one. */
    static Optional<Figure> named(String name, List<Double> coverages) {
        return all(coverages).stream().filter(figure -> figure.name().equals(name)).findFirst();
    }

    /** All names, with commas between them. */
    static String names(List<Double> coverages) {
        return all(coverages).stream().map(Figure::name).collect(Collectors.joining(", "));
    }
}
