package dev.midstream.images.corruption;

/** Draws that replay recorded values in order, whatever distribution is asked for. */
public final class RecordedDraws implements Draws {

    private final double[] values;
    private int next;

    public RecordedDraws(double... values) {
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

    @Override
    public int integer(int low, int high) {
        return (int) values[next++];
    }

    @Override
    public int poisson(Poisson distribution) {
        return (int) values[next++];
    }

    public boolean exhausted() {
        return next == values.length;
    }
}
