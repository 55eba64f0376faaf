package dev.midstream.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random numbers that depend only on a seed and a purpose, and are the same on every machine and
 * JVM.
 *
 * <p>The stream is L64X128MixRandom (Steele and Vigna 2021, "LXM: better splittable pseudorandom
 * number generators"), seeded with a SHA-256 of the seed and the purpose. Different purposes under
 * one seed are therefore independent: the images that a limit selects are not those whose labels
 * are noisy. Only 64-bit outputs are taken from the JDK; derived values are computed here with
 * exactly specified arithmetic, because the JDK may change its own normal deviates.
 *
 * <p>Not thread-safe.
 */
public final class SeededRandom {

    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final double UNIT = 0x1.0p-53;

    private final RandomGenerator bits;
    private double spareNormal = Double.NaN;

    /** Starts the stream of a purpose, for example {@code ("snow", "test-00042", "3")}. */
    public SeededRandom(long seed, String... purpose) {
        bits = GENERATORS.create(hash(seed, purpose));
    }

    /** Returns the next value in [0, 1), a multiple of 2^-53. */
    public double nextUnit() {
        return (bits.nextLong() >>> 11) * UNIT;
    }

    /** Returns the next integer in [0, bound). */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("Invalid bound: " + bound + ", must be at least 1");
        }
        return (int) (nextUnit() * bound);
    }

    /** Returns the next standard normal deviate, by Marsaglia's polar method (1964). */
    public double nextNormal() {
        if (!Double.isNaN(spareNormal)) {
            double normal = spareNormal;
            spareNormal = Double.NaN;
            return normal;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * nextUnit() - 1;
            y = 2 * nextUnit() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
        spareNormal = y * factor;
        return x * factor;
    }

    /** Returns the numbers 0 to size - 1 in a random order (Fisher-Yates shuffle). */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long hash(long seed, String... purpose) {
        MessageDigest digest = Digests.sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
        for (String part : purpose) {
            byte[] bytes = part.getBytes(UTF_8);
            // The length keeps ("ab", "c") and ("a", "bc") apart.
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }
}
