package dev.midstream.offline.early;

import dev.midstream.images.SeededRandom;
import java.util.List;
import java.util.stream.IntStream;

/** All items of a plan that a requirement speaks of, in a random order. */
public final class Population {
    private final List<Integer> items;

    private Population(List<Integer> items) {
        this.items = items;
    }

    /**
     * Some items in the order that a seed and their name give.
     *
     * @param name of the cells
     * @param items their numbers in the plan, each once
     */
    public static Population shuffled(String name, List<Integer> items, long seed) {
        int[] order = new SeededRandom(seed, "early", name).permutation(items.size());
        return new Population(IntStream.of(order).mapToObj(items::get).toList());
    }

    /** The numbers of the items in their order. */
    public List<Integer> items() {
        return items;
    }

    /** Number of items. */
    public int size() {
        return items.size();
    }
}
