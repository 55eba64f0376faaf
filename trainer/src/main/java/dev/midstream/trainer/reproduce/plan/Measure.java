package dev.midstream.trainer.reproduce.plan;

import dev.midstream.metrics.Direction;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.Unit;
import java.util.List;
import java.util.Locale;

/**
 * What is compared.
 *
 * @param figure one of {@link #FIGURES}
 * @param cell {@code clean}, {@code CORRUPTION/SEVERITY}, or a corruption for the mean over its
 *     severities
 * @param noise rate of label noise in training
 */
public record Measure(Figure figure, String cell, double noise) {
    /** Clean images. */
    public static final String CLEAN = "clean";

    /** The severities of a corruption are 1 to this. */
    public static final int MAX_SEVERITY = 5;

    /** The figures that records have: those of the catalogue that say which network is better. */
    public static final List<Figure> FIGURES =
            Figure.ALL.stream().filter(figure -> figure.direction() != Direction.NEITHER).toList();

    public Measure {
        if (!FIGURES.contains(figure)) {
            throw new IllegalArgumentException(
                    figure.id() + " does not say which network is better.");
        }
    }

    /** The accuracy on clean images of networks that learnt from clean labels. */
    public static Measure ofCleanAccuracy() {
        return new Measure(Figure.ACCURACY, CLEAN, 0);
    }

    /** The same with another figure. */
    public Measure with(Figure other) {
        return new Measure(other, cell, noise);
    }

    /** The same under a corruption, as the mean over its severities. */
    public Measure under(String corruption) {
        return new Measure(figure, corruption, noise);
    }

    /**
     * The same at one severity.
     *
     * @param severity 0 of clean images
     */
    public Measure at(int severity) {
        return new Measure(figure, severity == 0 ? CLEAN : cell + "/" + severity, noise);
    }

    /** Whether it counts right answers, of which two networks can be compared image by image. */
    public boolean isAccuracy() {
        return figure == Figure.ACCURACY;
    }

    /** Whether a condition is one that is measured. */
    public boolean covers(String corruption, int severity) {
        return cell.equals(CLEAN)
                ? severity == 0
                : severity > 0
                        && (cell.equals(corruption) || cell.equals(corruption + "/" + severity));
    }

    /** Whether it is shown in percent. The article gives calibration errors as parts of one. */
    public boolean isPercentage() {
        return figure.isHitRate();
    }

    /** How much better one value is than another: positive if the first is. */
    public double gain(double one, double other) {
        return figure.direction() == Direction.HIGHER_IS_BETTER ? one - other : other - one;
    }

    /** A value as tables have it. */
    public String text(double value) {
        return isPercentage()
                ? String.format(Locale.ROOT, "%.2f %%", 100 * value)
                : String.format(Locale.ROOT, "%.4f", value);
    }

    /** A difference as tables have it. */
    public String difference(double value) {
        return isPercentage()
                ? String.format(Locale.ROOT, "%+.2f points", 100 * value)
                : String.format(Locale.ROOT, "%+.4f", value);
    }

    /** A mean difference with its standard deviation, as tables have it. */
    public String difference(double value, double deviation) {
        return isPercentage()
                ? String.format(Locale.ROOT, "%+.2f ± %.2f points", 100 * value, 100 * deviation)
                : String.format(Locale.ROOT, "%+.4f ± %.4f", value, deviation);
    }

    /** The title of an axis. */
    public String axis() {
        String unit = figure.unit() == Unit.NATS ? " (nats)" : "";
        return figure.title() + (isPercentage() ? " (%)" : unit);
    }

    /** The value on an axis. */
    public double onAxis(double value) {
        return isPercentage() ? 100 * value : value;
    }

    /** What is measured, in words. */
    public String words() {
        String images = cell.equals(CLEAN) ? "clean test images" : cell + " test images";
        String labels =
                noise == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, ", trained with %.0f %% label noise", 100 * noise);
        String name = isPercentage() ? figure.title().toLowerCase(Locale.ROOT) : figure.title();
        return name + " on " + images + labels;
    }
}
