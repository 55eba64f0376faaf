package dev.midstream.trainer.reproduce.finding;

import dev.midstream.metrics.PairedSums;
import dev.midstream.trainer.reproduce.evidence.ColumnEvidence;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.plan.Claim;
import dev.midstream.trainer.reproduce.plan.Entry;
import dev.midstream.trainer.reproduce.plan.Measure;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What records say of a claim. Runs with the same seed are compared.
 *
 * @param gains how much better the side is that the claim finds ahead, for each seed
 * @param paired images that only one side got right, over all seeds, of a claim on accuracy
 */
public record Verdict(Claim claim, Outcome outcome, Spread gains, Optional<PairedSums> paired) {
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
        Optional<PairedSums> sums = Optional.empty();
        for (long seed : recorded.seeds(claim.better())) {
            Optional<RunEvidence> better =
                    recorded.run(claim.better().method(), measure.noise(), seed);
            Optional<RunEvidence> than = recorded.run(claim.than().method(), measure.noise(), seed);
            if (better.isEmpty() || than.isEmpty()) {
                continue;
            }
            OptionalDouble one = Recorded.value(better.get(), claim.better().column(), measure);
            OptionalDouble other = Recorded.value(than.get(), claim.than().column(), measure);
            if (one.isEmpty() || other.isEmpty()) {
                continue;
            }
            gains.add(measure.gain(one.getAsDouble(), other.getAsDouble()));
            if (measure.isAccuracy()) {
                PairedSums more = paired(better.get(), than.get(), claim);
                sums = Optional.of(sums.map(before -> before.plus(more)).orElse(more));
            }
        }
        Spread spread = new Spread(gains);
        return new Verdict(claim, outcome(spread, sums), spread, sums);
    }

    private static Outcome outcome(Spread gains, Optional<PairedSums> paired) {
        if (gains.count() == 0) {
            return Outcome.NOT_RUN;
        }
        if (gains.count() < MIN_SEEDS) {
            return Outcome.SHOWN;
        }
        boolean beyondChance =
                paired.isPresent()
                        ? paired.get().pValue() < LEVEL
                        : Math.abs(gains.mean()) > 2 * gains.deviation();
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

    /** The images that only one of two networks gets right. */
    private static PairedSums paired(RunEvidence better, RunEvidence than, Claim claim) {
        if (!better.test().equals(than.test())) {
            throw new IllegalArgumentException(
                    "Cannot compare %s and %s: they were measured on different images. Make one of them again."
                            .formatted(better.run(), than.run()));
        }
        List<ColumnEvidence.Cell> cells =
                Recorded.cells(better, claim.better().column(), claim.measure());
        List<ColumnEvidence.Cell> others =
                Recorded.cells(than, claim.than().column(), claim.measure());
        PairedSums sums = PairedSums.EMPTY;
        for (ColumnEvidence.Cell cell : cells) {
            for (ColumnEvidence.Cell other : others) {
                if (cell.corruption().equals(other.corruption())
                        && cell.severity() == other.severity()) {
                    BitSet wins = bits(cell, better, claim.better());
                    BitSet losses = bits(other, than, claim.than());
                    BitSet both = (BitSet) wins.clone();
                    both.and(losses);
                    wins.andNot(both);
                    losses.andNot(both);
                    long discordant = (long) wins.cardinality() + losses.cardinality();
                    sums =
                            sums.plus(
                                    new PairedSums(
                                            wins.cardinality(), losses.cardinality(), discordant));
                }
            }
        }
        return sums;
    }

    private static BitSet bits(ColumnEvidence.Cell cell, RunEvidence run, Entry entry) {
        if (cell.right().isEmpty() && cell.correct() > 0) {
            throw new IllegalArgumentException(
                    "Cannot compare %s of %s: its record was made before a claim compared it. Remove the record, and the run is measured again."
                            .formatted(entry, run.run()));
        }
        return BitSet.valueOf(Base64.getDecoder().decode(cell.right()));
    }

    /** One sentence. */
    public String sentence(Recorded recorded) {
        Measure measure = claim.measure();
        String sides =
                "%s against %s, %s"
                        .formatted(
                                recorded.label(claim.better()),
                                recorded.label(claim.than()),
                                measure.words());
        if (outcome == Outcome.NOT_RUN) {
            return "**%s**: %s.".formatted(outcome.words(), sides);
        }
        StringBuilder text =
                new StringBuilder(
                        "**%s**: %s: %s"
                                .formatted(outcome.words(), sides, measure.difference(signed())));
        if (gains.count() > 1) {
            text.append(" ± ").append(measure.text(gains.deviation()));
        }
        text.append(gains.count() == 1 ? " (1 seed" : " (" + gains.count() + " seeds");
        if (paired.isPresent()) {
            PairedSums sums = paired.get();
            text.append(", %,d wins and %,d losses, p ".formatted(sums.wins(), sums.losses()))
                    .append(
                            sums.pValue() < 1e-4
                                    ? "< 0.0001"
                                    : String.format(Locale.ROOT, "= %.4f", sums.pValue()));
        }
        return text.append(").").toString();
    }

    /** The difference of the figure itself, which is negative where less is better. */
    private double signed() {
        return claim.measure().gain(gains.mean(), 0);
    }
}
