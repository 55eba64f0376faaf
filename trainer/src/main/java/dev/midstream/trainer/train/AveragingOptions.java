package dev.midstream.trainer.train;

import dev.midstream.trainer.training.Decay;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that say how the learning rate falls, and which weights are averaged. */
final class AveragingOptions {
    /** Kinds of stochastic weight averaging. */
    enum Kind {
        NONE,
        CONSTANT,
        CYCLIC
    }

    @Option(
            names = "--swa",
            paramLabel = "KIND",
            defaultValue = "none",
            description =
                    "Stochastic weight averaging: constant (a high constant learning rate, averaged"
                            + " every epoch), cyclic (averaged at the end of every cycle), or none"
                            + " (default: ${DEFAULT-VALUE}).")
    private Kind kind = Kind.NONE;

    @Option(
            names = "--swa-rate",
            paramLabel = "RATE",
            defaultValue = "0.05",
            description =
                    "With --swa: the learning rate in the end, or at the beginning of a cycle"
                            + " (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--swa-start",
            paramLabel = "SHARE",
            defaultValue = "0.75",
            description =
                    "Share of the epochs after which averaging starts (default: ${DEFAULT-VALUE}).")
    private double start;

    @Option(
            names = "--swa-models",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "With cyclic: how many sets of weights are averaged (default:"
                            + " ${DEFAULT-VALUE}).")
    private int models;

    /**
     * The decay asked for.
     *
     * @throws IllegalArgumentException if an option is invalid, with a message that says how
     */
    Decay decay() {
        return switch (kind) {
            case NONE -> new Decay.Cosine();
            case CONSTANT -> new Decay.HighConstant(rate, start);
            case CYCLIC -> new Decay.Cyclic(rate, start, models);
        };
    }

    /** Notes the options by name. */
    void addTo(Map<String, String> options) {
        options.put("swa", kind.name().toLowerCase(Locale.ROOT));
        if (kind != Kind.NONE) {
            options.put("swa-rate", Double.toString(rate));
            options.put("swa-start", Double.toString(start));
        }
        if (kind == Kind.CYCLIC) {
            options.put("swa-models", Integer.toString(models));
        }
    }
}
