package dev.midstream.offline.early;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A question about a population.
 *
 * @param question is given the population's items, one after the other
 */
public record Asked(Question question, Population population) {
    /** How many items some questions together speak of. */
    public static long items(List<Asked> asked) {
        Set<Integer> items = new HashSet<>();
        asked.stream()
                .map(Asked::population)
                .distinct()
                .forEach(population -> items.addAll(population.items()));
        return items.size();
    }
}
