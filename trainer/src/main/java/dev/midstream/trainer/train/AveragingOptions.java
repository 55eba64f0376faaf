package dev.midstream.trainer.train;

import dev.midstream.trainer.recipe.Decay;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Options of stochastic weight averaging, which has a learning-rate schedule of its own. */
final class AveragingOptions {
    private static final String EVERY = "every";

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
                    "Stochastic weight averaging: constant (a high constant learning rate), cyclic"
                            + " (averaged at the end of every cycle), or none (default:"
                            + " ${DEFAULT-VALUE}).")
    private Kind kind = Kind.NONE;

    @Option(
            names = "--swa-rate",
            paramLabel = "RATE",
            defaultValue = "0.05",
            description =
                    "With --swa: the final learning rate, or the one that every cycle starts from"
                            + " (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--swa-start",
            paramLabel = "SHARE",
            defaultValue = "0.75",
            description =
                    "With --swa: the share of the epochs after which averaging starts (default:"
                            + " ${DEFAULT-VALUE}).")
    private double start;

    @Option(
            names = "--swa-models",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "With --swa: how many sets of weights are averaged, at equal distances; with"
                            + " --swa constant also every, after every epoch (default:"
                            + " ${DEFAULT-VALUE}).")
    private String models = "";

    /**
     * The decay that the options ask for.
     *
     * @throws IllegalArgumentException if an option is invalid, with a message that says how
     */
    Decay decay() {
        return switch (kind) {
            case NONE -> new Decay.Cosine();
            case CONSTANT -> new Decay.HighConstant(rate, start, models());
            case CYCLIC -> new Decay.Cyclic(rate, start, cycles());
        };
    }

    private OptionalInt models() {
        return models.equals(EVERY) ? OptionalInt.empty() : OptionalInt.of(number());
    }

    private int cycles() {
        if (models.equals(EVERY)) {
            throw new IllegalArgumentException(
                    "Invalid --swa-models: cycles end at certain epochs. Use every with --swa"
                            + " constant, or a number.");
        }
        return number();
    }

    private int number() {
        try {
            return Integer.parseInt(models);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Invalid --swa-models: " + models + ". Use a number from 2, or every.", e);
        }
    }
}
