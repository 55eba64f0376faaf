package dev.midstream.dashboard.feed;

import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.sequence.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The history of a metric: at most {@link #MAX_MOMENTS} moments, each with the figures that have an
 * interval.
 *
 * <p>A full history drops every second moment except the first and the latest, so that it becomes
 * sparser towards the past. Not thread-safe.
 */
public final class MetricHistory {
    /** The most moments that are kept. */
    public static final int MAX_MOMENTS = 48;

    private static final List<Figure> FIGURES =
            Figure.ALL.stream().filter(Figure::hasInterval).toList();
    private static final int NUMBERS = 3;

    /**
     * The figures at one moment.
     *
     * @param at when the metric was updated
     * @param count number of images counted until then
     * @param figures the figures with an interval, by id; empty if no image was counted
     */
    public record Moment(Instant at, long count, Map<String, Estimate> figures) {}

    // A store has many histories, and arrays take a fraction of the memory of objects.
    private record Numbers(long millis, long count, double[] figures) {}

    private final List<Numbers> moments = new ArrayList<>(1);

    /**
     * Adds a moment. It replaces the latest one if no images were counted since; if fewer images
     * are counted than before, the history starts over.
     */
    void add(Moment moment) {
        int size = moments.size();
        if (size > 0 && moment.count() < moments.get(size - 1).count()) {
            moments.clear();
        } else if (size > 0 && moment.count() == moments.get(size - 1).count()) {
            moments.remove(size - 1);
        }
        if (moments.size() == MAX_MOMENTS) {
            thin();
        }
        moments.add(
                new Numbers(moment.at().toEpochMilli(), moment.count(), numbers(moment.figures())));
    }

    private void thin() {
        List<Numbers> kept = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            if (i % 2 == 0 || i == moments.size() - 1) {
                kept.add(moments.get(i));
            }
        }
        moments.clear();
        moments.addAll(kept);
    }

    private static double[] numbers(Map<String, Estimate> figures) {
        double[] numbers = new double[NUMBERS * FIGURES.size()];
        Arrays.fill(numbers, Double.NaN);
        for (int i = 0; i < FIGURES.size(); i++) {
            @Nullable Estimate estimate = figures.get(FIGURES.get(i).id());
            if (estimate != null) {
                Interval interval = estimate.interval().orElseThrow();
                numbers[NUMBERS * i] = estimate.value();
                numbers[NUMBERS * i + 1] = interval.low();
                numbers[NUMBERS * i + 2] = interval.high();
            }
        }
        return numbers;
    }

    private static Map<String, Estimate> figures(double[] numbers) {
        Map<String, Estimate> figures = new LinkedHashMap<>();
        for (int i = 0; i < FIGURES.size(); i++) {
            if (!Double.isNaN(numbers[NUMBERS * i])) {
                figures.put(
                        FIGURES.get(i).id(),
                        new Estimate(
                                numbers[NUMBERS * i],
                                Optional.of(
                                        new Interval(
                                                numbers[NUMBERS * i + 1],
                                                numbers[NUMBERS * i + 2]))));
            }
        }
        return figures;
    }

    /** The moments, earliest first. */
    List<Moment> moments() {
        List<Moment> copies = new ArrayList<>(moments.size());
        for (Numbers numbers : moments) {
            copies.add(
                    new Moment(
                            Instant.ofEpochMilli(numbers.millis()),
                            numbers.count(),
                            figures(numbers.figures())));
        }
        return copies;
    }
}
