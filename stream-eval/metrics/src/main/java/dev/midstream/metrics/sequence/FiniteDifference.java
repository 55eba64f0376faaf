package dev.midstream.metrics.sequence;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * How much more accurate one classifier is than another on a whole test set of known size, from the
 * part of it that both were asked about so far, in random order and each image once.
 *
 * <p>Of {@code N} images {@code W} are wins, which only the first gets right, and {@code L} are
 * losses, which only the second does. Among the {@code D = W + L} discordant images the order is
 * random too, so that for a known {@code D} the {@link PriorPosteriorRatio} of the wins among them
 * gives an interval of {@code W}, and with it of the difference {@code (W - L)/N = (2W - D)/N}.
 * Ties cost it nothing. {@code D} is not known; its own ratio, of discordant images among all,
 * bounds it. The interval is the union over these {@code D}: one tenth of the error is that of the
 * bounds, the rest that of the wins.
 *
 * <p>The least {@code W} does not fall when {@code D} grows: a total that the draws rule out as too
 * small is ruled out among more images all the more. So {@code 2 W(a) - b} is a lower bound for all
 * {@code D} from {@code a} to {@code b}, and halving such ranges finds the union's end.
 *
 * <p>Images that either could not answer count as unseen: they may be discordant or not, and where
 * they are, the lower end takes them as losses, the upper end as wins.
 */
public final class FiniteDifference {
    private static final double SHARE_OF_BOUNDS = 0.1;
    private static final double PRECISION = 1.0 / 50_000;
    private static final int MAX_RANGES = 300;

    private final long size;
    private final double logBoundOfDiscordant;
    private final double logBoundOfWins;

    private FiniteDifference(long size, double error) {
        this.size = size;
        this.logBoundOfDiscordant = -StrictMath.log(SHARE_OF_BOUNDS * error);
        this.logBoundOfWins = -StrictMath.log((1 - SHARE_OF_BOUNDS) * error);
    }

    /**
     * The interval of the whole set's difference in accuracy, first less second, in [-1, 1].
     *
     * @param wins images that only the first got right so far
     * @param losses images that only the second got right so far
     * @param answered images that both answered so far
     * @param unanswered images that came but that one of them could not answer
     * @param size images of the whole set
     * @param error probability in (0, 1) that the sequence of intervals ever misses the truth
     * @throws IllegalArgumentException if the numbers are not possible
     */
    public static Interval of(
            long wins, long losses, long answered, long unanswered, long size, double error) {
        if (wins < 0
                || losses < 0
                || wins + losses > answered
                || unanswered < 0
                || size < 1
                || answered + unanswered > size
                || !(error > 0 && error < 1)) {
            throw new IllegalArgumentException(
                    "Cannot compute an interval: %d wins and %d losses of %d, %d unanswered, of %d images in all at error %s."
                            .formatted(wins, losses, answered, unanswered, size, error));
        }
        FiniteDifference difference = new FiniteDifference(size, error);
        long low = difference.least(wins, losses, answered, unanswered);
        long high = -difference.least(losses, wins, answered, unanswered);
        return new Interval((double) low / size, (double) high / size);
    }

    /** A lower bound of {@code W - L}, close to the least that is left. */
    private long least(long wins, long known, long answered, long unanswered) {
        PriorPosteriorRatio all = new PriorPosteriorRatio(size, answered + unanswered);
        long fewest = all.least(wins + known, logBoundOfDiscordant);
        long most = all.largest(wins + known + unanswered, logBoundOfDiscordant);
        long losses = known + unanswered;
        PriorityQueue<Range> open = new PriorityQueue<>(Comparator.comparingLong(Range::bound));
        Range first = range(fewest, most, wins, losses);
        open.add(first);
        long reached = first.atStart();
        for (int ranges = 0; ranges < MAX_RANGES; ranges++) {
            Range lowest = open.element();
            if (lowest.bound() >= reached - PRECISION * size) {
                break;
            }
            open.remove();
            long middle = lowest.from() + (lowest.to() - lowest.from()) / 2;
            Range upper = range(middle + 1, lowest.to(), wins, losses);
            reached = Math.min(reached, upper.atStart());
            open.add(new Range(lowest.from(), middle, lowest.wins()));
            open.add(upper);
        }
        return open.element().bound();
    }

    private Range range(long from, long to, long wins, long losses) {
        long discordant = Math.min(from, wins + losses);
        long least = new PriorPosteriorRatio(from, discordant).least(wins, logBoundOfWins);
        return new Range(from, to, least);
    }

    /**
     * Some numbers of discordant images.
     *
     * @param wins the least number of wins for the smallest of them
     */
    private record Range(long from, long to, long wins) {
        /** What {@code W - L} is at least. */
        long bound() {
            return 2 * wins - to;
        }

        /** What it is for the smallest number of discordant images. */
        long atStart() {
            return 2 * wins - from;
        }
    }
}
