package dev.midstream.dashboard.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one point of a model, averaged over corruptions and severities, as the dashboard
 * gives them out; the components are the JSON field names, which stay. Every cell (a corruption at
 * a severity) has the same weight. Figures are null while there is nothing to average.
 *
 * <p>The interval of a mean over n cells is the mean of their always-valid intervals at error
 * 0.05/n: it holds the true mean with probability 0.95 at least, though cells share their clean
 * images (Bonferroni).
 *
 * @param role of the point in its subspace, null where it is none
 * @param images counted, clean and corrupted
 * @param relabelled counted images whose observed label is not the true one
 * @param cells pairs of corruption and severity that have been seen
 * @param imagesPerSecond over the last half minute before {@code updatedAt}; null if too little of
 *     it was seen
 * @param accuracyGap cleanAccuracy - meanCorruptedAccuracy
 * @param meanCorruptionError mCE, 1 is AlexNet: only for ImageNet with all 15 corruptions
 * @param cleanComparison with the reference point on clean images
 * @param corruptedComparison with the reference point over all cells
 */
public record SummaryView(
        String runId,
        String modelId,
        String pointId,
        String dataset,
        String labelKind,
        @Nullable String role,
        long images,
        long cleanImages,
        long corruptedImages,
        long relabelled,
        int cells,
        @Nullable Double imagesPerSecond,
        @Nullable Double cleanAccuracy,
        @Nullable Double cleanAccuracyLow,
        @Nullable Double cleanAccuracyHigh,
        @Nullable Double cleanEce,
        @Nullable Double cleanEceLow,
        @Nullable Double cleanEceHigh,
        @Nullable Double meanCorruptedAccuracy,
        @Nullable Double meanCorruptedAccuracyLow,
        @Nullable Double meanCorruptedAccuracyHigh,
        @Nullable Double meanCorruptedEce,
        @Nullable Double meanCorruptedEceLow,
        @Nullable Double meanCorruptedEceHigh,
        @Nullable Double accuracyGap,
        @Nullable Double meanCorruptionError,
        @Nullable Double relativeMeanCorruptionError,
        @Nullable LeadView cleanComparison,
        @Nullable LeadView corruptedComparison,
        List<CorruptionView> corruptions,
        List<SeverityView> severities,
        Instant updatedAt) {

    /** Copies the lists. */
    public SummaryView {
        corruptions = List.copyOf(corruptions);
        severities = List.copyOf(severities);
    }

    /** Means over the severities of one corruption. */
    public record CorruptionView(
            String corruption,
            long images,
            int severities,
            double accuracy,
            double accuracyLow,
            double accuracyHigh,
            double ece,
            double eceLow,
            double eceHigh,
            @Nullable LeadView comparison) {}

    /** Means over the corruptions at one severity. */
    public record SeverityView(
            int severity,
            long images,
            int corruptions,
            double accuracy,
            double accuracyLow,
            double accuracyHigh,
            double ece,
            double eceLow,
            double eceHigh,
            @Nullable LeadView comparison) {}
}
