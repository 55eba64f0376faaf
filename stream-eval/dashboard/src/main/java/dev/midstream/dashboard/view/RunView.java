package dev.midstream.dashboard.view;

import dev.midstream.Run;
import dev.midstream.RunEnd;
import dev.midstream.RunLabelNoise;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A publishing run as its publisher describes it; the components are JSON field names.
 *
 * @param images what it sends, each of them once
 * @param plan under which conditions and with which labels they are sent
 * @param startedAt its latest start
 * @param end how it ended; null while it goes on, and after a publisher that was killed
 */
public record RunView(
        String runId, Images images, Plan plan, Instant startedAt, @Nullable End end) {

    /**
     * The images of a run.
     *
     * @param classes class names in the order of label indices; empty without labels
     * @param count number of distinct images
     * @param order {@code LISTED} or {@code SHUFFLED}
     */
    public record Images(String dataset, List<String> classes, int count, String order) {
        public Images {
            classes = List.copyOf(classes);
        }
    }

    /**
     * How the images of a run are shown.
     *
     * @param design {@code EVERY_CONDITION} or {@code ONE_CONDITION}
     * @param labelNoise null for clean labels
     * @param records number of records that the whole run sends
     */
    public record Plan(
            List<ConditionOfRun> conditions,
            String design,
            long seed,
            @Nullable Noise labelNoise,
            long records) {
        public Plan {
            conditions = List.copyOf(conditions);
        }
    }

    /** A condition under which images are shown; the severity of clean ones is 0. */
    public record ConditionOfRun(String corruption, int severity) {}

    /**
     * The label noise of a run.
     *
     * @param rate share of the split's labels that were drawn anew
     * @param flipped images of the run whose observed label is wrong
     */
    public record Noise(String kind, double rate, long seed, int flipped) {}

    /**
     * How a run ended.
     *
     * @param outcome {@code COMPLETE}, {@code STOPPED} or {@code FAILED}
     * @param sent records of the run that are on the topic of images
     */
    public record End(Instant endedAt, String outcome, long sent) {}

    /** What a record says of a run. */
    public static RunView of(Run run) {
        return new RunView(
                run.getRunId(),
                new Images(
                        run.getImages().getDataset(),
                        run.getImages().getClasses(),
                        run.getImages().getCount(),
                        run.getImages().getOrder().name()),
                new Plan(
                        run.getPlan().getConditions().stream()
                                .map(
                                        one ->
                                                new ConditionOfRun(
                                                        one.getCorruption(), one.getSeverity()))
                                .toList(),
                        run.getPlan().getDesign().name(),
                        run.getPlan().getSeed(),
                        noise(run.getPlan().getLabelNoise()),
                        run.getPlan().getRecords()),
                run.getStartedAt(),
                end(run.getEnd()));
    }

    private static @Nullable Noise noise(@Nullable RunLabelNoise noise) {
        return noise == null
                ? null
                : new Noise(noise.getKind(), noise.getRate(), noise.getSeed(), noise.getFlipped());
    }

    private static @Nullable End end(@Nullable RunEnd end) {
        return end == null
                ? null
                : new End(end.getEndedAt(), end.getOutcome().name(), end.getSent());
    }
}
