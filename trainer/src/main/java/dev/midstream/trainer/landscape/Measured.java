package dev.midstream.trainer.landscape;

/**
 * The figures measured at a place.
 *
 * @param accuracy in [0, 1]
 * @param ece expected calibration error, in [0, 1]
 * @param loss mean negative log-likelihood, in nats
 */
record Measured(GridPoint point, double accuracy, double ece, double loss) {}
