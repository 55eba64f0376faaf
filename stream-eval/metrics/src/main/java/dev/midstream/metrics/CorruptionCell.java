package dev.midstream.metrics;

import java.util.Comparator;

/**
 * One corruption at one severity.
 *
 * @param corruption its name, for instance {@code snow}
 * @param severity 1 to 5
 */
public record CorruptionCell(String corruption, int severity)
        implements Comparable<CorruptionCell> {
    private static final Comparator<CorruptionCell> ORDER =
            Comparator.comparing(CorruptionCell::corruption)
                    .thenComparing(CorruptionCell::severity);

    @Override
    public int compareTo(CorruptionCell other) {
        return ORDER.compare(this, other);
    }
}
