package dev.midstream.cli;

import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.ClassificationSums;
import picocli.CommandLine.Option;

/** The option that says over how many bins calibration errors are taken. */
public final class EceBins {
    @Option(
            names = "--ece-bins",
            paramLabel = "N",
            defaultValue = "" + ClassificationFigures.DEFAULT_ECE_BINS,
            description =
                    "Bins of the calibration errors: 10, 12, 15, 20, 30 or 60 (default:"
                            + " ${DEFAULT-VALUE}).")
    private int bins = ClassificationFigures.DEFAULT_ECE_BINS;

    /**
     * How many.
     *
     * @throws IllegalArgumentException if the sums cannot be cut into so many, with a message that
     *     says how
     */
    public int count() {
        ClassificationFigures.of(ClassificationSums.EMPTY, bins);
        return bins;
    }
}
