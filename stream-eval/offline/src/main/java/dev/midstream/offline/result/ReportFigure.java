package dev.midstream.offline.result;

import dev.midstream.RobustnessSummary;
import dev.midstream.metrics.Figure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A figure of an evaluation, by the name that requirements and reports use: those of the catalogue,
 * then those that need every single outcome or all corruptions.
 */
public sealed interface ReportFigure {
    /** The name in requirements and reports. */
    String name();

    /**
     * Whether it is a mean over images, so that of pooled images it is the mean over their cells.
     */
    default boolean isMeanOverImages() {
        return Figure.of(name()).map(figure -> figure.pooledId().equals(name())).orElse(false);
    }

    /** Whether it is a share of right answers: accuracy, or top-5 accuracy. */
    default boolean isHitRate() {
        return Figure.of(name()).map(Figure::isHitRate).orElse(false);
    }

    /** A figure that every condition has; that of several conditions is the mean of theirs. */
    record OfCell(String name, ToDoubleFunction<CellFigures> value) implements ReportFigure {}

    /** A figure of all corruptions together. */
    record OfSummary(String name, Function<RobustnessSummary, @Nullable Double> value)
            implements ReportFigure {
        /** Empty where it is not meaningful. */
        public OptionalDouble of(RobustnessSummary summary) {
            @Nullable Double found = value.apply(summary);
            return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
        }
    }

    /** The figures, those of summaries last. */
    static List<ReportFigure> all(List<Double> coverages) {
        Stream<ReportFigure> catalogue =
                Figure.ALL.stream()
                        .map(figure -> new OfCell(figure.id(), cell -> cell.value(figure)));
        Stream<ReportFigure> offline =
                Stream.of(
                        new OfCell("adaptive-ece", cell -> cell.offline().adaptiveEce()),
                        new OfCell("classwise-ece", cell -> cell.offline().classwiseEce()));
        Stream<ReportFigure> selective =
                coverages.stream()
                        .map(
                                coverage ->
                                        new OfCell(
                                                selectiveName(coverage),
                                                cell ->
                                                        cell.offline()
                                                                .selective()
                                                                .get(coverages.indexOf(coverage))));
        Stream<ReportFigure> summaries =
                Stream.of(
                        new OfSummary(
                                "mean-corruption-error", RobustnessSummary::getMeanCorruptionError),
                        new OfSummary(
                                "relative-mean-corruption-error",
                                RobustnessSummary::getRelativeMeanCorruptionError));
        return Stream.of(catalogue, offline, selective, summaries)
                .flatMap(Function.identity())
                .toList();
    }

    /** The name of the accuracy at a coverage, for instance {@code selective-0.8}. */
    static String selectiveName(double coverage) {
        return "selective-" + coverage;
    }

    /** The figure of that name, if there is one. */
    static Optional<ReportFigure> named(String name, List<Double> coverages) {
        return all(coverages).stream().filter(figure -> figure.name().equals(name)).findFirst();
    }

    /** All names, with commas between them. */
    static String names(List<Double> coverages) {
        return all(coverages).stream().map(ReportFigure::name).collect(Collectors.joining(", "));
    }
}
