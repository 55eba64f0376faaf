package dev.midstream.trainer.training;

/**
 * The position of a run.
 *
 * @param member which of several independently trained networks is being trained, from 0
 * @param epoch how many epochs of that network are complete
 * @param sums of the epoch that is not complete
 * @param averaged how many sets of weights have been averaged
 * @param bestEpoch the epoch, from 1, with the lowest loss on the images held out; 0 if none is
 * @param bestLoss that loss
 */
public record RunPosition(
        int member, int epoch, EpochSums sums, int averaged, int bestEpoch, double bestLoss) {
    static RunPosition ofMember(int member) {
        return new RunPosition(member, 0, EpochSums.NONE, 0, 0, Double.MAX_VALUE);
    }

    /**
     * How many images the run has trained on, given the epochs of a network and the images of an
     * epoch.
     */
    long images(int epochs, long perEpoch) {
        return ((long) member * epochs + epoch) * perEpoch + sums.images();
    }

    RunPosition with(EpochSums newSums) {
        return new RunPosition(member, epoch, newSums, averaged, bestEpoch, bestLoss);
    }

    RunPosition afterEpoch() {
        return new RunPosition(member, epoch + 1, EpochSums.NONE, averaged, bestEpoch, bestLoss);
    }

    RunPosition afterAverage() {
        return new RunPosition(member, epoch, sums, averaged + 1, bestEpoch, bestLoss);
    }

    RunPosition withBest(HeldOutRecord best) {
        return new RunPosition(member, epoch, sums, averaged, best.epoch(), best.loss());
    }

    /** Whether no epoch has been better for as long as {@code patience} allows. */
    boolean outOf(int patience) {
        return patience > 0 && bestEpoch > 0 && epoch - bestEpoch >= patience;
    }
}
