package dev.midstream.trainer.reproduce.plan;

import java.util.List;
import java.util.Locale;

/**
 * What is compared.
 *
 * @param figure accuracy, ece, nll or brier
 * @param cell {@code clean}, {@code CORRUPTION/SEVERITY}, or a corruption for the mean over its
 *     severities
 * @param noise rate of label noise in training
 */
public record Measure(String figure, String cell, double noise) {
    /** Clean images. */
    public static final String CLEAN = "clean";

    /** Figures that records have. */
    public static final List<String> FIGURES = List.of("accuracy", "ece", "nll", "brier");

    private static final String ACCURACY = "accuracy";

    public Measure {
        if (!FIGURES.contains(figure)) {
            throw new IllegalArgumentException(
                    "Unknown figure: %s. Use one of %s."
                            .formatted(figure, String.join(", ", FIGURES)));
        }
    }

    /** Whether it counts right answers, of which two networks can be compared image by image. */
    public boolean isAccuracy() {
        return figure.equals(ACCURACY);
    }

    /** Whether a condition is one that is measured. */
    public boolean covers(String corruption, int severity) {
        return cell.equals(CLEAN)
                ? severity == 0
                : severity > 0
                        && (cell.equals(corruption) || cell.equals(corruption + "/" + severity));
    }

    /** How much better one value is than another: positive if the first is. */
    public double gain(double one, double other) {
        return isAccuracy() ? one - other : other - one;
    }

    /** A value as tables have it. */
    public String text(double value) {
        return isAccuracy()
                ? String.format(Locale.ROOT, "%.2f %%", 100 * value)
                : String.format(Locale.ROOT, "%.4f", value);
    }

    /** A difference as tables have it. */
    public String difference(double value) {
        return isAccuracy()
                ? String.format(Locale.ROOT, "%+.2f points", 100 * value)
                : String.format(Locale.ROOT, "%+.4f", value);
    }

    /** The title of an axis. */
    public String axis() {
        return switch (figure) {
            case ACCURACY -> "Accuracy (%)";
            case "ece" -> "Expected calibration error";
            case "nll" -> "Negative log-likelihood (nats)";
            default -> "Brier score";
        };
    }

    /** The value on an axis. */
    public double onAxis(double value) {
        return isAccuracy() ? 100 * value : value;
    }

    /** What is measured, in words. */
    public String words() {
        String images = cell.equals(CLEAN) ? "clean test images" : cell + " test images";
        String labels =
                noise == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, ", trained with %.0f %% label noise", 100 * noise);
        return (isAccuracy() ? figure : figure.toUpperCase(Locale.ROOT)) + " on " + images + labels;
    }
}
