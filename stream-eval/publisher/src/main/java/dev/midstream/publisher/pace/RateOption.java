package dev.midstream.publisher.pace;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that limits how many records are sent in a second. */
public final class RateOption {
    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Records a second at most; every corrupted version of an image is one (default:"
                            + " no limit).")
    private @Nullable Double rate;

    /**
     * Records a second at most; empty for no limit.
     *
     * @throws IllegalArgumentException if it is not above 0, with a message for the user
     */
    public OptionalDouble rate() {
        return rate == null ? OptionalDouble.empty() : OptionalDouble.of(checked(rate));
    }

    private static double checked(double rate) {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("Invalid rate: " + rate + ". Use a number above 0.");
        }
        return rate;
    }
}
