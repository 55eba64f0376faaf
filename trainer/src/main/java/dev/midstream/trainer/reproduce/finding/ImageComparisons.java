package dev.midstream.trainer.reproduce.finding;

import dev.midstream.metrics.sequence.RepeatedDifference;
import dev.midstream.trainer.reproduce.evidence.ColumnEvidence;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.plan.Claim;
import dev.midstream.trainer.reproduce.plan.Entry;
import java.util.Base64;
import java.util.BitSet;

/** Compares two networks on the same test images, seed by seed. */
final class ImageComparisons {
    private final Claim claim;
    private final RunEvidence first;
    private final int[] differences;
    private long wins;
    private long losses;
    private int comparisons;

    /**
     * No comparison yet.
     *
     * @param first a run on the test images
     */
    ImageComparisons(Claim claim, RunEvidence first) {
        this.claim = claim;
        this.first = first;
        differences = new int[first.test().count()];
    }

    /** Adds what the networks of a seed say. */
    void add(RunEvidence better, RunEvidence than) {
        requireSameImages(first, better);
        requireSameImages(better, than);
        for (ColumnEvidence.Cell cell :
                Recorded.cells(better, claim.better().column(), claim.measure())) {
            for (ColumnEvidence.Cell other :
                    Recorded.cells(than, claim.than().column(), claim.measure())) {
                if (cell.corruption().equals(other.corruption())
                        && cell.severity() == other.severity()) {
                    add(bits(cell, better, claim.better()), bits(other, than, claim.than()));
                }
            }
        }
    }

    private void add(BitSet right, BitSet otherRight) {
        BitSet discordant = (BitSet) right.clone();
        discordant.xor(otherRight);
        for (int i = discordant.nextSetBit(0); i >= 0; i = discordant.nextSetBit(i + 1)) {
            if (right.get(i)) {
                wins++;
                differences[i]++;
            } else {
                losses++;
                differences[i]--;
            }
        }
        comparisons++;
    }

    private static void requireSameImages(RunEvidence one, RunEvidence other) {
        if (!one.test().equals(other.test())) {
            throw new IllegalArgumentException(
                    "Cannot compare %s and %s: they were measured on different images. Make one of them again."
                            .formatted(one.run(), other.run()));
        }
    }

    private static BitSet bits(ColumnEvidence.Cell cell, RunEvidence run, Entry entry) {
        if (cell.right().isEmpty() && cell.correct() > 0) {
            throw new IllegalArgumentException(
                    "Cannot compare %s of %s: its record was made before a claim compared it. Remove the record, and the run is measured again."
                            .formatted(entry, run.run()));
        }
        return BitSet.valueOf(Base64.getDecoder().decode(cell.right()));
    }

    /** What came of them; a p-value of 1 without any comparison. */
    PairedImages result() {
        long sum = 0;
        long squares = 0;
        for (int difference : differences) {
            sum += difference;
            squares += (long) difference * difference;
        }
        double p =
                comparisons == 0 ? 1 : new RepeatedDifference(sum, squares, comparisons).pValue();
        return new PairedImages(wins, losses, p);
    }
}
