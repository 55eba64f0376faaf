package dev.midstream.offline.run;

import dev.midstream.images.corruption.Condition;
import java.util.List;

/**
 * Some images under one condition.
 *
 * @param condition what is done to them
 * @param items their numbers in the plan
 */
public record Chunk(Condition condition, List<Integer> items) {
    public Chunk {
        items = List.copyOf(items);
    }

    /** How many images it has. */
    public int size() {
        return items.size();
    }
}
