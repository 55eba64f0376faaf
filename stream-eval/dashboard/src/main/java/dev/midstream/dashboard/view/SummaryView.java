package dev.midstream.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.midstream.PooledFigures;
import dev.midstream.RobustnessSummary;
import dev.midstream.SummaryKey;
import dev.midstream.SureCell;
import dev.midstream.evaluation.record.EstimatesRecord;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.sequence.Interval;
import dev.midstream.metrics.sequence.RunningAccuracy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one point of a model, averaged over corruptions and severities, as the scoring job
 * reports them. Every cell (a corruption at a severity) has the same weight.
 *
 * <p>The interval of a mean over n cells is the mean of their intervals so far at error 0.05/n: it
 * holds the true mean with probability 0.95 at least, though cells share their clean images
 * (Bonferroni).
 *
 * @param clean figures on clean images
 * @param corrupted means over all cells
 * @param verdicts cells that differ from those of the reference; its fields are those of this
 *     object in JSON
 */
public record SummaryView(
        PointKey key,
        ProgressView progress,
        MeanView clean,
        MeanView corrupted,
        ErrorsView errors,
        List<CorruptionView> corruptions,
        List<SeverityView> severities,
        @JsonUnwrapped VerdictsView verdicts) {

    /** Copies the lists. */
    public SummaryView {
        corruptions = List.copyOf(corruptions);
        severities = List.copyOf(severities);
    }

    /**
     * Cells that differ from those of the reference.
     *
     * @param sureCells the cells in which the paired test is sure, for all cells together
     * @param discoveries cells of which at most 5 % are wrong, on average
     */
    public record VerdictsView(List<SureCellView> sureCells, List<SureCellView> discoveries) {
        /** Copies the lists. */
        public VerdictsView {
            sureCells = List.copyOf(sureCells);
            discoveries = List.copyOf(discoveries);
        }
    }

    /**
     * Figures with the comparison with the reference point.
     *
     * @param figures estimates by the ids of the catalogue's figures
     * @param comparison null where no reference was named
     * @param wholeSet where the accuracy on all images of the run lies; null unless the run is
     *     known to be shuffled and to show each image under every condition
     * @param pooled the images of all cells as one sample; null unless the run is known to show
     *     each image under one condition
     */
    public record MeanView(
            Map<String, Estimate> figures,
            @Nullable ComparisonView comparison,
            @Nullable Interval wholeSet,
            @Nullable PooledView pooled) {
        private MeanView(Map<String, Estimate> figures, @Nullable ComparisonView comparison) {
            this(figures, comparison, null, null);
        }

        /** The same for a run of which more is known. */
        public MeanView with(Optional<Interval> whole, Optional<PooledView> sample) {
            return new MeanView(figures, comparison, whole.orElse(null), sample.orElse(null));
        }
    }

    /**
     * Corrupted images as one sample, whose means over images estimate those over the cells.
     *
     * @param images that the model has answered
     * @param unanswered images that it could not answer; accuracies count them as wrong
     * @param pending further images of a run that has ended which no figure counts so far
     * @param figures estimates by {@link dev.midstream.metrics.Figure#pooledId()}
     */
    public record PooledView(
            long images,
            long unanswered,
            long pending,
            Map<String, Estimate> figures,
            @Nullable ComparisonView comparison) {
        private static @Nullable PooledView of(@Nullable PooledFigures record) {
            return record == null
                    ? null
                    : new PooledView(
                            record.getImages(),
                            0,
                            0,
                            EstimatesRecord.readPooled(record.getEstimates()),
                            ComparisonView.of(record.getLead()));
        }

        /**
         * The same where some images could not be answered, which are not dropped from the means of
         * hits, and others are not counted so far.
         */
        public PooledView with(long notAnswered, long toCome) {
            Map<String, Estimate> counted = new LinkedHashMap<>(figures);
            for (Figure figure : Figure.ALL) {
                if (figure.isHitRate()) {
                    counted.computeIfPresent(
                            figure.id(), (id, of) -> withMisses(of, images, notAnswered));
                }
            }
            return new PooledView(images, notAnswered, toCome, counted, comparison);
        }

        private static Estimate withMisses(Estimate hitRate, long images, long misses) {
            long hits = Math.round(hitRate.value() * images);
            long count = images + misses;
            return new Estimate(
                    count == 0 ? 0 : (double) hits / count,
                    hitRate.interval()
                            .map(
                                    unused ->
                                            RunningAccuracy.interval(
                                                    hits, count, Interval.DEFAULT_ERROR)));
        }
    }

    /**
     * Errors over all corruptions; null where they are not meaningful.
     *
     * @param accuracyGap accuracy on clean images less the mean over the cells
     * @param meanCorruptionError mCE, 1 is AlexNet: only for ImageNet with all 15 corruptions
     * @param relativeMeanCorruptionError relative mCE, under the same condition
     */
    public record ErrorsView(
            @Nullable Double accuracyGap,
            @Nullable Double meanCorruptionError,
            @Nullable Double relativeMeanCorruptionError) {}

    /** Means over the severities of one corruption. */
    public record CorruptionView(
            String corruption,
            long images,
            int severities,
            Map<String, Estimate> figures,
            @Nullable ComparisonView comparison) {}

    /** Means over the corruptions at one severity. */
    public record SeverityView(
            int severity,
            long images,
            int corruptions,
            Map<String, Estimate> figures,
            @Nullable ComparisonView comparison) {}

    /**
     * A cell with a verdict.
     *
     * @param verdict {@code AHEAD} or {@code BEHIND} of the reference
     */
    public record SureCellView(String corruption, int severity, String verdict) {
        private static SureCellView of(SureCell cell) {
            return new SureCellView(cell.getCorruption(), cell.getSeverity(), cell.getVerdict());
        }
    }

    /**
     * The view of a record.
     *
     * @throws IllegalArgumentException if a name is too long
     */
    public static SummaryView of(RobustnessSummary record) {
        SummaryKey key = record.getKey();
        Stream.of(key.getRunId(), key.getModelId(), key.getPointId(), key.getDataset())
                .forEach(CellKey::requireShort);
        return new SummaryView(
                PointKey.of(key),
                ProgressView.of(record),
                new MeanView(
                        EstimatesRecord.readMeans(record.getClean()),
                        ComparisonView.of(record.getCleanLead())),
                new MeanView(
                        EstimatesRecord.readMeans(record.getCorrupted()),
                        ComparisonView.of(record.getCorruptedLead()),
                        null,
                        PooledView.of(record.getPooled())),
                new ErrorsView(
                        record.getAccuracyGap(),
                        record.getMeanCorruptionError(),
                        record.getRelativeMeanCorruptionError()),
                record.getCorruptions().stream()
                        .map(
                                mean ->
                                        new CorruptionView(
                                                mean.getCorruption(),
                                                mean.getImages(),
                                                mean.getSeverities(),
                                                EstimatesRecord.readMeans(mean.getEstimates()),
                                                ComparisonView.of(mean.getLead())))
                        .toList(),
                record.getSeverities().stream()
                        .map(
                                mean ->
                                        new SeverityView(
                                                mean.getSeverity(),
                                                mean.getImages(),
                                                mean.getCorruptions(),
                                                EstimatesRecord.readMeans(mean.getEstimates()),
                                                ComparisonView.of(mean.getLead())))
                        .toList(),
                new VerdictsView(
                        record.getSureCells().stream().map(SureCellView::of).toList(),
                        record.getDiscoveries().stream().map(SureCellView::of).toList()));
    }

    /** The same for a run of which more is known. */
    public SummaryView with(MeanView ofClean, MeanView ofCorrupted, long copies) {
        return new SummaryView(
                key,
                progress.with(copies),
                ofClean,
                ofCorrupted,
                errors,
                corruptions,
                severities,
                verdicts);
    }

    /** The same, with the rate at which its images are counted. */
    public SummaryView at(Optional<Double> imagesPerSecond) {
        return new SummaryView(
                key,
                progress.at(imagesPerSecond),
                clean,
                corrupted,
                errors,
                corruptions,
                severities,
                verdicts);
    }
}
