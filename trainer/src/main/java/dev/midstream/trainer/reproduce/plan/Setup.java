package dev.midstream.trainer.reproduce.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What methods of a plan have in common where they do not say otherwise. Options are those of the
 * commands, without dashes; the value of a switch is empty.
 *
 * @param dataset as {@code --dataset} names it
 * @param data the data set in words, on model cards
 * @param train options of {@code train}
 * @param evaluate options of {@code evaluate}, by the name of the evaluation
 * @param seeds of methods that name none
 */
public record Setup(
        String dataset,
        String data,
        Map<String, String> train,
        Map<String, Map<String, String>> evaluate,
        List<Long> seeds) {
    public Setup {
        train = Collections.unmodifiableMap(new LinkedHashMap<>(train));
        evaluate = Collections.unmodifiableMap(new LinkedHashMap<>(evaluate));
        seeds = List.copyOf(seeds);
    }
}
