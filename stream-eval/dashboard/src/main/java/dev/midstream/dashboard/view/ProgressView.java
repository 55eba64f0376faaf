package dev.midstream.dashboard.view;

import dev.midstream.RobustnessSummary;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a summary is.
 *
 * @param images counted, clean and corrupted
 * @param relabelled counted images whose observed label is not the true one
 * @param copies images counted beyond those that the run has: copies, which are no evidence; 0
 *     where the run's size is not known
 * @param cells pairs of corruption and severity that have been seen
 * @param imagesPerSecond over the last half minute of this dashboard's metrics; null if too little
 *     of it was seen
 */
public record ProgressView(
        long images,
        long cleanImages,
        long corruptedImages,
        long relabelled,
        long copies,
        int cells,
        @Nullable Double imagesPerSecond,
        Instant updatedAt) {
    static ProgressView of(RobustnessSummary record) {
        return new ProgressView(
                record.getCleanImages() + record.getCorruptedImages(),
                record.getCleanImages(),
                record.getCorruptedImages(),
                record.getRelabelled(),
                0,
                record.getCells(),
                null,
                record.getUpdatedAt());
    }

    ProgressView at(Optional<Double> rate) {
        return new ProgressView(
                images,
                cleanImages,
                corruptedImages,
                relabelled,
                copies,
                cells,
                rate.orElse(null),
                updatedAt);
    }

    ProgressView with(long counted) {
        return new ProgressView(
                images,
                cleanImages,
                corruptedImages,
                relabelled,
                counted,
                cells,
                imagesPerSecond,
                updatedAt);
    }
}
