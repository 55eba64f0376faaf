package dev.midstream.images.corruption;

/** Draws that replay recorded values in order, whatever distribution is asked for. */
final class RecordedDraws implements Draws {

    private final double[] values;
    private int next;

    RecordedDraws(double... values) {
        this.values = values;
    }

    @Override
    public double normal(double mean, double standardDeviation) {
        return values[next++];
    }

    @Override
    public double uniform(double low, double high) {
        return values[next++];
    }

    boolean exhausted() {
        return next == values.length;
    }
}
