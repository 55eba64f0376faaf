package dev.midstream.trainer.reproduce.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A way to train.
 *
 * @param label how tables and pictures call it
 * @param train options of {@code train} that are its own
 * @param evaluate options of {@code evaluate} that are its own, by the name of the evaluation
 * @param seeds a run each
 * @param noise rates of label noise, a run each
 * @param choice an option whose value is chosen first, if there is one
 * @param landscape options of {@code landscape}, if the subspace is to be drawn
 */
public record Method(
        String name,
        String label,
        Map<String, String> train,
        Map<String, Map<String, String>> evaluate,
        List<Long> seeds,
        List<Double> noise,
        Optional<Choice> choice,
        Optional<Map<String, String>> landscape) {
    private static final String MEMBERS = "members";

    public Method {
        train = Collections.unmodifiableMap(new LinkedHashMap<>(train));
        evaluate = Collections.unmodifiableMap(new LinkedHashMap<>(evaluate));
        seeds = List.copyOf(seeds);
        noise = List.copyOf(noise);
    }

    /** The column that stands for the method where none is named. */
    public String mainColumn() {
        return train.containsKey(MEMBERS) ? "ensemble" : "midpoint";
    }
}
