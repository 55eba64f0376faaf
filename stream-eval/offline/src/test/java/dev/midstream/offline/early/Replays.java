package dev.midstream.offline.early;

import dev.midstream.offline.model.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Outcomes of two points on images under conditions, known beforehand. Images and conditions are
 * easy or hard, and the two points agree on most of them, as two of one line do.
 *
 * @param right {@code [point][item]}; item {@code n} is image {@code n % images}
 */
record Replays(boolean[][] right, int images) {
    static final Place ONE = new Place(0, 0);
    static final Place OTHER = new Place(0, 1);

    /** Outcomes by the logistic model of Rasch (1960), with an answer of its own in one of five. */
    static Replays of(int images, int conditions, double ahead, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] easiness = random.doubles(images).map(u -> 2.2 * logit(u)).toArray();
        double[] harm = random.doubles(conditions).map(u -> 2.5 * u - 2.2).toArray();
        boolean[][] right = new boolean[2][images * conditions];
        for (int item = 0; item < images * conditions; item++) {
            double strength = easiness[item % images] - harm[item / images];
            double luck = random.nextDouble();
            right[0][item] = luck < logistic(strength + ahead);
            double own = random.nextInt(5) == 0 ? random.nextDouble() : luck;
            right[1][item] = own < logistic(strength);
        }
        return new Replays(right, images);
    }

    private static double logit(double share) {
        return Math.log(share / (1 - share));
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    int items() {
        return right[0].length;
    }

    /** How many of some items a point got right. */
    long count(Place point, List<Integer> items) {
        return items.stream().filter(item -> right[point.column()][item]).count();
    }

    /** The share that a point got right. */
    double accuracy(Place point) {
        return (double) count(point, all()) / items();
    }

    List<Integer> all() {
        return IntStream.range(0, items()).boxed().toList();
    }

    /** All items in an order. */
    Population shuffled(long seed) {
        return Population.shuffled("mean", all(), seed);
    }

    List<Hits> score(List<Integer> items) {
        List<Hits> hits = new ArrayList<>();
        for (int item : items) {
            hits.add((place, share) -> right[place.column()][item] ? Hit.RIGHT : Hit.WRONG);
        }
        return hits;
    }
}
