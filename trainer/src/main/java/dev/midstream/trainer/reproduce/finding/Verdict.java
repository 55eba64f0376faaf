package dev.midstream.trainer.reproduce.finding;

import dev.midstream.images.corruption.Condition;
import dev.midstream.trainer.reproduce.evidence.ColumnEvidence;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.plan.Claim;
import dev.midstream.trainer.reproduce.plan.Entry;
import dev.midstream.trainer.reproduce.plan.Finding;
import dev.midstream.trainer.reproduce.plan.Measure;
import dev.midstream.trainer.reproduce.plan.Method;
import dev.midstream.trainer.reproduce.plan.Plan;
import dev.midstream.trainer.reproduce.plan.PlannedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What records say of a claim. Runs with the same seed are compared. A claim is about ways to
 * train, so it has to hold for other seeds and not only for other test images.
 *
 * @param gains how much better the side is that the claim finds ahead, for each seed
 * @param paired both sides image by image, over all seeds, of a claim on accuracy
 */
public record Verdict(Claim claim, Outcome outcome, Spread gains, Optional<PairedImages> paired) {
    private static final double LEVEL = 0.05;
    private static final int MIN_SEEDS = 3;

    /** What became of a claim. */
    public enum Outcome {
        /** Ahead with every seed, and beyond chance. */
        REPRODUCED("Reproduced"),
        /** Behind with every seed, and beyond chance. */
        CONTRARY("Contrary"),
        /** Neither. */
        NOT_REPRODUCED("Not reproduced at this budget"),
        /** With too few seeds. */
        SHOWN("Shown with too few seeds to be judged"),
        /** Runs are missing. */
        NOT_RUN("Not run");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        /** As the page says it. */
        public String words() {
            return words;
        }
    }

    /** Judges a claim. */
    static Verdict of(Claim claim, Recorded recorded) {
        Measure measure = claim.measure();
        List<Double> gains = new ArrayList<>();
        Optional<ImageComparisons> comparisons = Optional.empty();
        for (long seed : recorded.seeds(claim.better())) {
            Optional<RunEvidence> better =
                    recorded.run(claim.better().method(), measure.noise(), seed);
            Optional<RunEvidence> than = recorded.run(claim.than().method(), measure.noise(), seed);
            if (better.isEmpty() || than.isEmpty()) {
                continue;
            }
            gains.add(
                    measure.gain(
                            value(better.get(), claim.better(), measure),
                            value(than.get(), claim.than(), measure)));
            if (measure.isAccuracy()) {
                comparisons =
                        comparisons.or(
                                () -> Optional.of(new ImageComparisons(claim, better.get())));
                comparisons.get().add(better.get(), than.get());
            }
        }
        Spread spread = new Spread(gains);
        Optional<PairedImages> paired = comparisons.map(ImageComparisons::result);
        return new Verdict(claim, outcome(spread, paired), spread, paired);
    }

    /**
     * Makes sure that the claims of a plan can be judged as far as a run is concerned, so that a
     * mistake in one shows when the first run is made and not when all are.
     *
     * @throws IllegalArgumentException if a claim compares what was not measured
     */
    public static void requireComparable(Plan plan, PlannedRun run, RunEvidence evidence) {
        if (run.tried().isPresent()) {
            return;
        }
        for (Finding finding : plan.findings()) {
            for (Claim claim : finding.claims()) {
                if (claim.measure().noise() == run.noise()) {
                    Stream.of(claim.better(), claim.than())
                            .filter(entry -> entry.method().equals(run.method().name()))
                            .forEach(
                                    entry -> {
                                        double unused = value(evidence, entry, claim.measure());
                                        requireWhole(run.method(), evidence, claim, entry);
                                    });
                }
            }
        }
    }

    /**
     * The mean over fewer severities than the method is measured under would be that of others than
     * the other side has.
     */
    private static void requireWhole(Method method, RunEvidence run, Claim claim, Entry entry) {
        Measure measure = claim.measure();
        Set<Condition> missing =
                method.measured().stream()
                        .filter(each -> measure.covers(each.corruption(), each.severity()))
                        .collect(Collectors.toCollection(TreeSet::new));
        Recorded.cells(run, entry.column(), measure)
                .forEach(cell -> missing.remove(new Condition(cell.corruption(), cell.severity())));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot judge %s: %s has no %s under %s, which other columns have."
                            .formatted(
                                    entry,
                                    run.run(),
                                    measure.figure().id(),
                                    missing.stream()
                                            .map(Condition::toString)
                                            .collect(Collectors.joining(", "))));
        }
    }

    private static double value(RunEvidence run, Entry entry, Measure measure) {
        return Recorded.value(run, entry.column(), measure)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Cannot judge %s: %s has no %s. It has %s."
                                                .formatted(
                                                        entry,
                                                        run.run(),
                                                        measure.words(),
                                                        run.columns().stream()
                                                                .map(ColumnEvidence::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    private static Outcome outcome(Spread gains, Optional<PairedImages> paired) {
        if (gains.count() == 0) {
            return Outcome.NOT_RUN;
        }
        if (gains.count() < MIN_SEEDS) {
            return Outcome.SHOWN;
        }
        if (objection(gains, paired).isPresent()) {
            return Outcome.NOT_REPRODUCED;
        }
        return gains.mean() > 0 ? Outcome.REPRODUCED : Outcome.CONTRARY;
    }

    /** Why neither side is ahead, if that is so. */
    private static Optional<String> objection(Spread gains, Optional<PairedImages> paired) {
        if (ahead(gains) < gains.count() && gains.values().stream().anyMatch(gain -> gain >= 0)) {
            return Optional.of("the seeds disagree");
        }
        if (!StudentT.rejectsZero(gains)) {
            return Optional.of("not beyond chance over seeds");
        }
        return paired.filter(images -> images.pValue() >= LEVEL)
                .map(images -> "not beyond chance over images");
    }

    private static long ahead(Spread gains) {
        return gains.values().stream().filter(gain -> gain > 0).count();
    }

    /** With how many seeds the side is ahead that the claim finds ahead. */
    public String ahead() {
        return gains.count() == 0 ? "-" : ahead(gains) + " of " + gains.count();
    }

    /** The two sides, as tables call them. */
    public String sides(Recorded recorded) {
        return recorded.label(claim.better()) + " against " + recorded.label(claim.than());
    }

    /** The mean difference, with its deviation where there are several seeds. */
    public String difference() {
        return switch (gains.count()) {
            case 0 -> Spread.NOT_RUN;
            case 1 -> claim.measure().difference(signed());
            default -> claim.measure().difference(signed(), gains.deviation());
        };
    }

    /** One sentence. */
    public String sentence(Recorded recorded) {
        String subject = sides(recorded) + ", " + claim.measure().words();
        if (outcome == Outcome.NOT_RUN) {
            return "**%s**: %s.".formatted(outcome.words(), subject);
        }
        return "**%s**: %s: %s (ahead with %s %s%s%s)."
                .formatted(
                        outcome.words(),
                        subject,
                        difference(),
                        ahead(),
                        gains.count() == 1 ? "seed" : "seeds",
                        paired.map(this::counts).orElse(""),
                        outcome == Outcome.NOT_REPRODUCED
                                ? objection(gains, paired).map(why -> "; " + why).orElse("")
                                : "");
    }

    /** The p-value says nothing of other seeds, so it is left out where these are too few. */
    private String counts(PairedImages images) {
        String counts = "; %,d wins and %,d losses".formatted(images.wins(), images.losses());
        if (outcome == Outcome.SHOWN) {
            return counts;
        }
        return counts
                + (images.pValue() < 1e-4
                        ? ", p < 0.0001 over images"
                        : String.format(Locale.ROOT, ", p = %.4f over images", images.pValue()));
    }

    /** The difference of the figure itself, which is negative where less is better. */
    private double signed() {
        return claim.measure().gain(gains.mean(), 0);
    }
}
