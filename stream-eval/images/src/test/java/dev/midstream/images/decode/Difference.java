package dev.midstream.images.decode;

/**
 * How far values are apart.
 *
 * @param count values that differ
 * @param largest difference of two values
 */
record Difference(int count, int largest) {

    static Difference of(byte[] a, byte[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(a.length + " values against " + b.length);
        }
        int count = 0;
        int largest = 0;
        for (int i = 0; i < a.length; i++) {
            int difference = Math.abs((a[i] & 0xff) - (b[i] & 0xff));
            count += difference > 0 ? 1 : 0;
            largest = Math.max(largest, difference);
        }
        return new Difference(count, largest);
    }

    /** The difference of these values and of others together. */
    Difference and(Difference other) {
        return new Difference(count + other.count, Math.max(largest, other.largest));
    }

    @Override
    public String toString() {
        return count == 0 ? "0" : count + ", by at most " + largest;
    }
}
