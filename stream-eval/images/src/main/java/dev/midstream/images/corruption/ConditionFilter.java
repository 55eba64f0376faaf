package dev.midstream.images.corruption;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which conditions of images that are corrupted already are used.
 *
 * @param corruptions their names, known or not; empty for all
 * @param severities numbers from 1 to 5
 */
public record ConditionFilter(Optional<List<String>> corruptions, List<Integer> severities) {

    /** All conditions that there are. */
    public static final ConditionFilter ALL =
            new ConditionFilter(Optional.empty(), List.of(1, 2, 3, 4, 5));

    public ConditionFilter {
        corruptions = corruptions.map(List::copyOf);
        severities = List.copyOf(severities);
    }

    /**
     * Reads the values of the command line options.
     *
     * @param corruptions {@code all}, {@code none} (which applies none to those that there are),
     *     {@code standard}, {@code extra}, or names, separated by commas
     * @param severities numbers and ranges separated by commas: {@code 1-5}, {@code 1,3,5}
     * @throws IllegalArgumentException with a message for the user
     */
    public static ConditionFilter parse(String corruptions, String severities) {
        return new ConditionFilter(names(corruptions), ConditionGrid.severities(severities));
    }

    private static Optional<List<String>> names(String text) {
        List<String> names = new ArrayList<>();
        for (String word : ConditionGrid.commaSeparated(text)) {
            switch (word) {
                case "all", "none" -> {
                    return Optional.empty();
                }
                case "standard", "extra" ->
                        Corruptions.known().group(word).forEach(c -> names.add(c.name()));
                default -> names.add(word);
            }
        }
        return Optional.of(names);
    }

    public boolean includes(Condition condition) {
        return includes(condition.corruption()) && severities.contains(condition.severity());
    }

    public boolean includes(String corruption) {
        return corruptions.isEmpty() || corruptions.get().contains(corruption);
    }
}
