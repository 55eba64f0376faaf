package dev.midstream.engine;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;

/**
 * The positions of a batch at which an image gets the same bits.
 *
 * <p>Matrix kernels work on blocks of rows, and the rows left over at the end of a batch are
 * computed by other kernels that round differently: the same image then has other last bits at the
 * end of a batch than at its beginning. So a model is asked. Noise images are scored at all
 * positions at once; those positions are used whose answers most others share. The rest is padding,
 * and the batch is made longer until enough positions are left.
 */
final class BatchPositions {
    private static final int COMPARED_LOGITS = 256;
    private static final int MOST_PROBES = 8;
    private static final int MOST_ATTEMPTS = 4;

    private BatchPositions() {}

    /** Positions to use in runs of {@code runSize} images. */
    record Layout(int runSize, int[] positions) {}

    /** Runs a model on a whole batch. */
    interface Run {
        Logits logits(byte[] batch, int images) throws InvalidSavedModelException;
    }

    /** Logits {@code [points, images, classes]}. */
    record Logits(float[] values, int points, int classes) {
        static Logits of(float[] values, Shape shape) {
            int rank = shape.dimension();
            return new Logits(
                    values,
                    rank == 3 ? Math.toIntExact(shape.get(0)) : 1,
                    Math.toIntExact(shape.get(rank - 1)));
        }
    }

    /** Finds at least {@code wanted} positions, or as many as there are. */
    static Layout find(Run run, int wanted, int imageBytes) throws InvalidSavedModelException {
        Layout best = new Layout(wanted, new int[0]);
        int runSize = wanted;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            int[] positions = alike(run, runSize, imageBytes);
            if (positions.length >= wanted) {
                return new Layout(runSize, Arrays.copyOf(positions, wanted));
            }
            if (positions.length > best.positions().length) {
                best = new Layout(runSize, positions);
            }
            runSize += wanted - positions.length;
        }
        return best;
    }

    private static int[] alike(Run run, int runSize, int imageBytes)
            throws InvalidSavedModelException {
        Random random = new Random(runSize);
        byte[] image = new byte[imageBytes];
        byte[] batch = new byte[runSize * imageBytes];
        int[] kinds = new int[runSize];
        int probes = 1;
        for (int probe = 0; probe < probes; probe++) {
            random.nextBytes(image);
            for (int i = 0; i < runSize; i++) {
                System.arraycopy(image, 0, batch, i * imageBytes, imageBytes);
            }
            Logits logits = run.logits(batch, runSize);
            split(kinds, logits, runSize);
            int compared = Math.max(1, logits.points() * logits.classes());
            probes = Math.min(MOST_PROBES, (COMPARED_LOGITS + compared - 1) / compared);
        }
        return mostFrequent(kinds);
    }

    /** Gives positions whose answers differ from those of an equal position before another kind. */
    private static void split(int[] kinds, Logits logits, int runSize) {
        int[] before = kinds.clone();
        for (int i = 0; i < runSize; i++) {
            kinds[i] = i;
            for (int j = 0; j < i; j++) {
                if (before[i] == before[j] && sameBits(logits, runSize, i, j)) {
                    kinds[i] = kinds[j];
                    break;
                }
            }
        }
    }

    private static boolean sameBits(Logits logits, int runSize, int i, int j) {
        int classes = logits.classes();
        for (int point = 0; point < logits.points(); point++) {
            for (int c = 0; c < classes; c++) {
                int row = point * runSize;
                if (Float.floatToRawIntBits(logits.values()[(row + i) * classes + c])
                        != Float.floatToRawIntBits(logits.values()[(row + j) * classes + c])) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int[] mostFrequent(int[] kinds) {
        int[] counts = new int[kinds.length];
        int winner = 0;
        for (int kind : kinds) {
            counts[kind]++;
        }
        for (int kind = 0; kind < counts.length; kind++) {
            if (counts[kind] > counts[winner]) {
                winner = kind;
            }
        }
        int[] positions = new int[counts[winner]];
        int next = 0;
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == winner) {
                positions[next++] = i;
            }
        }
        return positions;
    }
}
