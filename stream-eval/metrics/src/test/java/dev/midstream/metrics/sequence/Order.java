package dev.midstream.metrics.sequence;

import java.util.SplittableRandom;

/** How images come: what the next one has to expect, given those before. */
enum Order {
    /** A set of 300 fixed outcomes, 70 % of them good, in random order, each once. */
    SHUFFLED {
        @Override
        double mean(Past past, double swing) {
            return (0.7 * IMAGES - past.ones()) / (IMAGES - past.count());
        }
    },
    /** Ten classes one after another, five that do well and five that do not. */
    SORTED {
        @Override
        double mean(Past past, double swing) {
            return past.centre() + (past.good(past.count() * 10 / IMAGES) ? swing : -swing);
        }
    },
    /** Slowly from good to bad. */
    DRIFTING {
        @Override
        double mean(Past past, double swing) {
            return past.centre() + swing * (1 - 2.0 * past.count() / IMAGES);
        }
    },
    /** Whatever makes the evidence largest on average after the next image, nearly. */
    ADVERSARIAL {
        @Override
        double mean(Past past, double swing) {
            double best = 0.5;
            double most = 0;
            for (double mean : new double[] {0.03, 0.5, 0.97}) {
                double evidence =
                        mean * past.evidenceAfter(mean, 1)
                                + (1 - mean) * past.evidenceAfter(mean, 0);
                if (evidence > most) {
                    most = evidence;
                    best = mean;
                }
            }
            return best;
        }
    };

    static final int IMAGES = 300;

    /** The conditional mean of the next outcome, in [0, 1]. */
    abstract double mean(Past past, double swing);

    /** What a stream has shown so far, for outcomes 0 and 1, and which of its classes do well. */
    static final class Past {
        private final double centre;
        private final double rho;
        private final boolean[] good = new boolean[10];
        private int count;
        private int ones;
        private double means;

        Past(double centre, double rho, SplittableRandom random) {
            this.centre = centre;
            this.rho = rho;
            for (int left = 10, toPlace = 5; left > 0; left--) {
                boolean place = random.nextInt(left) < toPlace;
                good[left - 1] = place;
                toPlace -= place ? 1 : 0;
            }
        }

        void add(double mean, boolean one) {
            count++;
            ones += one ? 1 : 0;
            means += mean;
        }

        int count() {
            return count;
        }

        int ones() {
            return ones;
        }

        double centre() {
            return centre;
        }

        /** The mean of the conditional means so far. */
        double runningMean() {
            return means / count;
        }

        boolean good(int type) {
            return good[type];
        }

        /** Robbins' normal mixture, which is quicker than the gamma mixture and close to it. */
        double evidenceAfter(double mean, int outcome) {
            double s = ones + outcome - means - mean;
            double v = rho + Math.min(count / 4.0, Math.min(ones, count - ones));
            return Math.exp(s * s / (2 * v)) / Math.sqrt(v);
        }
    }
}
