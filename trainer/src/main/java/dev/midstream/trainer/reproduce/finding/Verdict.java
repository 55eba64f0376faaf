package dev.midstream.trainer.reproduce.finding;

import dev.midstream.trainer.reproduce.evidence.ColumnEvidence;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.plan.Claim;
import dev.midstream.trainer.reproduce.plan.Entry;
import dev.midstream.trainer.reproduce.plan.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What records say of a claim. Runs with the same seed are compared.
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
            OptionalDouble one = Recorded.value(better.get(), claim.better().column(), measure);
            OptionalDouble other = Recorded.value(than.get(), claim.than().column(), measure);
            require(one, better.get(), claim.better(), measure);
            require(other, than.get(), claim.than(), measure);
            gains.add(measure.gain(one.getAsDouble(), other.getAsDouble()));
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

    private static void require(
            OptionalDouble value, RunEvidence run, Entry entry, Measure measure) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot judge %s: %s has no %s. It has %s."
                            .formatted(
                                    entry,
                                    run.run(),
                                    measure.words(),
                                    run.columns().stream()
                                            .map(ColumnEvidence::name)
                                            .collect(Collectors.joining(", "))));
        }
    }

    private static Outcome outcome(Spread gains, Optional<PairedImages> paired) {
        if (gains.count() == 0) {
            return Outcome.NOT_RUN;
        }
        if (gains.count() < MIN_SEEDS) {
            return Outcome.SHOWN;
        }
        boolean beyondChance =
                paired.isPresent() ? paired.get().pValue() < LEVEL : StudentT.rejectsZero(gains);
        if (!beyondChance) {
            return Outcome.NOT_REPRODUCED;
        }
        if (gains.values().stream().allMatch(gain -> gain > 0)) {
            return Outcome.REPRODUCED;
        }
        return gains.values().stream().allMatch(gain -> gain < 0)
                ? Outcome.CONTRARY
                : Outcome.NOT_REPRODUCED;
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
        String seeds = gains.count() == 1 ? "1 seed" : gains.count() + " seeds";
        return "**%s**: %s: %s (%s%s)."
                .formatted(
                        outcome.words(),
                        subject,
                        difference(),
                        seeds,
                        paired.map(this::counts).orElse(""));
    }

    /** The p-value says nothing of other seeds, so it is left out where these are too few. */
    private String counts(PairedImages images) {
        String counts = ", %,d wins and %,d losses".formatted(images.wins(), images.losses());
        if (outcome == Outcome.SHOWN) {
            return counts;
        }
        return counts
                + (images.pValue() < 1e-4
                        ? ", p < 0.0001"
                        : String.format(Locale.ROOT, ", p = %.4f", images.pValue()));
    }

    /** The difference of the figure itself, which is negative where less is better. */
    private double signed() {
        return claim.measure().gain(gains.mean(), 0);
    }
}
