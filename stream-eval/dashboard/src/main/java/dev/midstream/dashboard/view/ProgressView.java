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
 * @param cells pairs of corruption and severity that have been seen
 * @param imagesPerSecond over the last half minute of this dashboard's metrics; null if too little
 *     of it was seen
 */
public record ProgressView(
        long images,
        long cleanImages,
        long corruptedImages,
        long relabelled,
        int cells,
        @Nullable Double imagesPerSecond,
        Instant updatedAt) {
    static ProgressView of(RobustnessSummary record) {
        return new ProgressView(
                record.getCleanImages() + record.getCorruptedImages(),
                record.getCleanImages(),
                record.getCorruptedImages(),
                record.getRelabelled(),
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
                cells,
                rate.orElse(null),
                updatedAt);
    }
}
