package dev.midstream.dashboard.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How one metric came to be what it is: images and right answers at moments of its past, at most
 * {@link #MOST_MOMENTS} of them.
 *
 * <p>When it is full every second moment goes, the first and the latest excepted, so that the past
 * becomes sparser the farther away it is and the latest moments stay as they came. Not safe for use
 * by several threads.
 */
public final class MetricHistory {
    /** Moments kept at most. */
    public static final int MOST_MOMENTS = 48;

    private static final int FIRST_CAPACITY = 4;

    /**
     * The sums at one moment.
     *
     * @param at when the metric was updated
     * @param count images counted until then
     * @param correct how many of them were classified correctly
     * @param ece expected calibration error in [0, 1], 0 while no image was counted
     * @param occupiedBins how many of its bins held images
     */
    public record Moment(Instant at, long count, long correct, double ece, int occupiedBins) {}

    private long[] millis = new long[FIRST_CAPACITY];
    private long[] counts = new long[FIRST_CAPACITY];
    private long[] corrects = new long[FIRST_CAPACITY];
    private double[] eces = new double[FIRST_CAPACITY];
    private int[] occupied = new int[FIRST_CAPACITY];
    private int size;

    /** Adds a moment; one without new images replaces the latest, one with fewer begins anew. */
    void add(Moment moment) {
        if (size > 0 && moment.count() < counts[size - 1]) {
            size = 0;
        } else if (size > 0 && moment.count() == counts[size - 1]) {
            size--;
        }
        if (size == MOST_MOMENTS) {
            thin();
        }
        if (size == millis.length) {
            grow();
        }
        millis[size] = moment.at().toEpochMilli();
        counts[size] = moment.count();
        corrects[size] = moment.correct();
        eces[size] = moment.ece();
        occupied[size] = moment.occupiedBins();
        size++;
    }

    private void thin() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i % 2 == 0 || i == size - 1) {
                millis[kept] = millis[i];
                counts[kept] = counts[i];
                corrects[kept] = corrects[i];
                eces[kept] = eces[i];
                occupied[kept] = occupied[i];
                kept++;
            }
        }
        size = kept;
    }

    private void grow() {
        int capacity = Math.min(MOST_MOMENTS, 2 * size);
        millis = Arrays.copyOf(millis, capacity);
        counts = Arrays.copyOf(counts, capacity);
        corrects = Arrays.copyOf(corrects, capacity);
        eces = Arrays.copyOf(eces, capacity);
        occupied = Arrays.copyOf(occupied, capacity);
    }

    /** The moments, earliest first. */
    List<Moment> moments() {
        List<Moment> moments = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            moments.add(
                    new Moment(
                            Instant.ofEpochMilli(millis[i]),
                            counts[i],
                            corrects[i],
                            eces[i],
                            occupied[i]));
        }
        return moments;
    }
}
