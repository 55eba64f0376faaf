package dev.midstream.cli.dataset;

import dev.midstream.images.label.LabelNoise;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of label noise. */
public final class LabelNoiseOptions {
    @Option(
            names = "--label-noise",
            paramLabel = "RATE",
            defaultValue = "0",
            description = "Share of labels drawn anew, from 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--label-noise-kind",
            paramLabel = "KIND",
            defaultValue = "symmetric",
            description =
                    "uniform: from all classes; symmetric: always a wrong one (default:"
                            + " ${DEFAULT-VALUE}).")
    private String kind = "";

    /**
     * The noise asked for.
     *
     * @throws IllegalArgumentException if rate or kind is invalid, with a message that says how
     */
    public LabelNoise noise(long seed) {
        return new LabelNoise(LabelNoise.Kind.named(kind), rate, seed);
    }

    /** The share of labels drawn anew, as given. */
    public double rate() {
        return rate;
    }

    /** The kind of noise, as given. */
    public String kind() {
        return kind;
    }

    /** Notes the options by name. */
    public void addTo(Map<String, String> options) {
        options.put("label-noise", Double.toString(rate));
        options.put("label-noise-kind", kind);
    }
}
