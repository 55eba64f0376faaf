package dev.midstream.trainer.train;

import dev.midstream.trainer.recipe.Decay;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Options of stochastic weight averaging, which has a learning-rate schedule of its own. */
final class AveragingOptions {
    private static final String EVERY = "every";
    private static final double DEFAULT_RATE = 0.05;
    private static final double DEFAULT_START = 0.75;
    private static final String DEFAULT_MODELS = "5";

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
            description =
                    "With --swa: the final learning rate, or the one that every cycle starts from"
                            + " (default: 0.05).")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--swa-start",
            paramLabel = "SHARE",
            description =
                    "With --swa: the share of the epochs after which averaging starts (default:"
                            + " 0.75).")
    private Optional<Double> start = Optional.empty();

    @Option(
            names = "--swa-models",
            paramLabel = "N",
            description =
                    "With --swa: how many sets of weights are averaged, at equal distances; with"
                            + " --swa constant also every, after every epoch (default: 5).")
    private Optional<String> models = Optional.empty();

    /**
     * The decay that the options ask for.
     *
     * @throws IllegalArgumentException if an option is invalid, with a message that says how
     */
    Decay decay() {
        double finalRate = rate.orElse(DEFAULT_RATE);
        double startShare = start.orElse(DEFAULT_START);
        return switch (kind) {
            case NONE -> withoutAveraging();
            case CONSTANT -> new Decay.HighConstant(finalRate, startShare, models());
            case CYCLIC -> new Decay.Cyclic(finalRate, startShare, cycles());
        };
    }

    private Decay withoutAveraging() {
        if (rate.isPresent() || start.isPresent() || models.isPresent()) {
            throw new IllegalArgumentException(
                    "Invalid %s: nothing is averaged. Give --swa constant or cyclic, too."
                            .formatted(
                                    rate.isPresent()
                                            ? "--swa-rate"
                                            : start.isPresent() ? "--swa-start" : "--swa-models"));
        }
        return new Decay.Cosine();
    }

    private boolean isEvery() {
        return models.equals(Optional.of(EVERY));
    }

    private OptionalInt models() {
        return isEvery() ? OptionalInt.empty() : OptionalInt.of(number());
    }

    private int cycles() {
        if (isEvery()) {
            throw new IllegalArgumentException(
                    "Invalid --swa-models: cycles end at certain epochs. Use every with --swa"
                            + " constant, or a number.");
        }
        return number();
    }

    private int number() {
        String number = models.orElse(DEFAULT_MODELS);
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Invalid --swa-models: " + number + ". Use a number from 2, or every.", e);
        }
    }
}
