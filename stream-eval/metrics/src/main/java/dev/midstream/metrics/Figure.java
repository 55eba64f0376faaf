package dev.midstream.metrics;

import dev.midstream.metrics.sequence.Interval;
import dev.midstream.metrics.sequence.RunningAccuracy;
import dev.midstream.metrics.sequence.RunningCalibration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The catalogue of figures that derive from {@link ClassificationSums}. Records, gauges, the
 * Prometheus exposition, the HTTP interface, CSV files, {@code --require}, tables and the
 * dashboard's page are all made from it, in this order: a constant added here appears in each of
 * them.
 *
 * <p>A figure without images has no value. One with an interval has a confidence sequence of what
 * the images so far had to expect, in whatever order they came (see {@link RunningAccuracy} and
 * {@link RunningCalibration}).
 */
public enum Figure {
    ACCURACY(
            "Accuracy",
            Unit.SHARE,
            Direction.HIGHER_IS_BETTER,
            "Share of images whose most likely class is their label.",
            mean(ClassificationSums::correct),
            ClassificationFigures::accuracyInterval),
    TOP5(
            "Top-5 accuracy",
            Unit.SHARE,
            Direction.HIGHER_IS_BETTER,
            "Share of images whose label is among the five most likely classes.",
            mean(ClassificationSums::top5Correct)),
    ECE(
            "ECE",
            Unit.SHARE,
            Direction.LOWER_IS_BETTER,
            "Expected calibration error: how far confidence and accuracy are apart, on average.",
            ClassificationFigures::ece,
            ClassificationFigures::eceInterval),
    MCE(
            "MCE",
            Unit.SHARE,
            Direction.LOWER_IS_BETTER,
            "Maximum calibration error: the largest gap between confidence and accuracy of a bin.",
            ClassificationFigures::mce),
    GAP(
            "Gap",
            Unit.DIFFERENCE,
            Direction.NEITHER,
            "Mean confidence less accuracy: above 0 the model is overconfident.",
            ClassificationFigures::gap,
            ClassificationFigures::gapInterval),
    NLL(
            "NLL",
            Unit.NATS,
            Direction.LOWER_IS_BETTER,
            "Mean negative log-likelihood of the label.",
            ClassificationFigures::negativeLogLikelihood),
    BRIER(
            "Brier score",
            Unit.SCORE,
            Direction.LOWER_IS_BETTER,
            "Mean squared error of the class probabilities, summed over classes: 0 to 2.",
            mean(ClassificationSums::brier)),
    CONFIDENCE(
            "Confidence",
            Unit.SHARE,
            Direction.NEITHER,
            "Mean probability of the most likely class.",
            mean(ClassificationSums::confidence));

    /** All figures, in the order in which they are shown. */
    public static final List<Figure> ALL = List.of(values());

    private final String title;
    private final Unit unit;
    private final Direction direction;
    private final String description;
    private final Function<ClassificationFigures, OptionalDouble> value;
    private final Optional<IntervalFunction> interval;

    Figure(
            String title,
            Unit unit,
            Direction direction,
            String description,
            Function<ClassificationFigures, OptionalDouble> value) {
        this(title, unit, direction, description, value, Optional.empty());
    }

    Figure(
            String title,
            Unit unit,
            Direction direction,
            String description,
            Function<ClassificationFigures, OptionalDouble> value,
            IntervalFunction interval) {
        this(title, unit, direction, description, value, Optional.of(interval));
    }

    Figure(
            String title,
            Unit unit,
            Direction direction,
            String description,
            Function<ClassificationFigures, OptionalDouble> value,
            Optional<IntervalFunction> interval) {
        this.title = title;
        this.unit = unit;
        this.direction = direction;
        this.description = description;
        this.value = value;
        this.interval = interval;
    }

    /** An interval of a confidence sequence, of at least one image. */
    interface IntervalFunction {
        /** The interval whose sequence misses the truth with probability {@code error} at most. */
        Interval of(ClassificationFigures figures, double error);
    }

    private static Function<ClassificationFigures, OptionalDouble> mean(
            ToDoubleFunction<ClassificationSums> sum) {
        return figures -> figures.mean(sum.applyAsDouble(figures.sums()));
    }

    /**
     * The figure of that id.
     *
     * @param id as {@link #id()}, for instance {@code ece}
     */
    public static Optional<Figure> of(String id) {
        return ALL.stream().filter(figure -> figure.id().equals(id)).findFirst();
    }

    /**
     * The name in records, options, JSON and file headers: the constant in lower case with hyphens,
     * for instance {@code accuracy}.
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The name of the figure of images that are pooled from several cells. Figures that are means
     * over images keep theirs; a calibration error of pooled images is no mean of the cells' and
     * has a name of its own, for instance {@code pooled-ece}.
     */
    public String pooledId() {
        return this == ECE || this == MCE ? "pooled-" + id() : id();
    }

    /** Whether it is a share of right answers, which an image without an answer lowers. */
    public boolean isHitRate() {
        return this == ACCURACY || this == TOP5;
    }

    /** The name of its gauge in Flink and Prometheus, for instance {@code midstream_accuracy}. */
    public String gauge() {
        return "midstream_" + name().toLowerCase(Locale.ROOT);
    }

    /** What people call it, for instance {@code ECE}. */
    public String title() {
        return title;
    }

    /** What its values are measured in. */
    public Unit unit() {
        return unit;
    }

    /** Which values are better. */
    public Direction direction() {
        return direction;
    }

    /** What it says, in one sentence. */
    public String description() {
        return description;
    }

    /** Whether it has a confidence sequence. */
    public boolean hasInterval() {
        return interval.isPresent();
    }

    /** The value; empty while no image was counted. */
    public OptionalDouble value(ClassificationFigures figures) {
        return value.apply(figures);
    }

    /**
     * The value with its interval; empty while no image was counted.
     *
     * @param error probability in (0, 1) that the sequence of intervals ever misses the truth
     */
    public Optional<Estimate> estimate(ClassificationFigures figures, double error) {
        OptionalDouble known = value(figures);
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Estimate(
                                known.getAsDouble(),
                                interval.map(function -> function.of(figures, error))));
    }
}
