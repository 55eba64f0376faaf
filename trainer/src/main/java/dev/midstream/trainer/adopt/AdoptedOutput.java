package dev.midstream.trainer.adopt;

import dev.midstream.OutputType;
import java.util.Locale;

/** The kind of output of an adopted model. */
enum AdoptedOutput {
    LOGITS(OutputType.LOGITS),
    PROBABILITIES(OutputType.PROBABILITIES);

    private final OutputType type;

    AdoptedOutput(OutputType type) {
        this.type = type;
    }

    static AdoptedOutput of(OutputType type) {
        return type == OutputType.LOGITS ? LOGITS : PROBABILITIES;
    }

    OutputType type() {
        return type;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
