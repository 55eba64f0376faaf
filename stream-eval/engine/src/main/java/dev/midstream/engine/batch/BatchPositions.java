package dev.midstream.engine.batch;

import dev.midstream.schemas.model.InvalidModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The positions of a batch at which an image gets the same bits.
 *
 * <p>Matrix kernels work on blocks of rows, and the rows left over at the end of a batch are
 * computed by other kernels that round differently: the same image then has other last bits at the
 * end of a batch than at its beginning. So a model is asked. Noise images are scored at all
 * positions at once; those positions are used whose answers most others share. The rest is padding,
 * and the batch is made longer until enough positions are left.
 *
 * <p>Fewer images need not be padded to the whole batch where the model gives them the same bits in
 * a shorter run, which is asked in the same way.
 */
final class BatchPositions {
    private static final int COMPARED_LOGITS = 256;
    private static final int MAX_PROBES = 8;
    private static final int MAX_ATTEMPTS = 4;

    private BatchPositions() {}

    /** Positions to use in runs of {@code runSize} images. */
    record Layout(int runSize, int[] positions) {}

    /** Runs a model on a whole batch. */
    interface Run {
        Answers logits(byte[] batch, int images) throws InvalidModelException;
    }

    /** Finds the positions to use in runs of a size. */
    private interface Search {
        int[] positions(int runSize) throws InvalidModelException;
    }

    /** A noise image and its logits. */
    private record Answer(byte[] image, Answers logits) {}

    /**
     * Finds layouts that all give an image the same bits: the first has at least {@code wanted}
     * positions, or as many as there are, and each further one about half of those of the one
     * before, down to one position, as far as such are found.
     */
    static List<Layout> find(Run run, int wanted, int imageBytes) throws InvalidModelException {
        Layout full = grow(wanted, Integer.MAX_VALUE, size -> alike(run, size, imageBytes));
        List<Layout> layouts = new ArrayList<>();
        layouts.add(full);
        List<Answer> answers = answers(run, full, imageBytes);
        int before = full.positions().length;
        int shortest = full.runSize();
        while (before > 1) {
            int half = (before + 1) / 2;
            Layout smaller = grow(half, shortest - 1, size -> agreeing(run, size, answers));
            if (smaller.positions().length < half) {
                return layouts;
            }
            layouts.add(smaller);
            before = half;
            shortest = smaller.runSize();
        }
        return layouts;
    }

    private static Layout grow(int wanted, int most, Search search) throws InvalidModelException {
        Layout best = new Layout(wanted, new int[0]);
        int runSize = wanted;
        for (int attempt = 0; attempt < MAX_ATTEMPTS && runSize <= most; attempt++) {
            int[] positions = search.positions(runSize);
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

    /** The answers to noise images in a layout. */
    private static List<Answer> answers(Run run, Layout layout, int imageBytes)
            throws InvalidModelException {
        Random random = new Random(imageBytes);
        List<Answer> answers = new ArrayList<>();
        int probes = 1;
        for (int probe = 0; probe < probes; probe++) {
            byte[] image = new byte[imageBytes];
            random.nextBytes(image);
            Answers logits = run.logits(repeated(image, layout.runSize()), layout.runSize());
            answers.add(new Answer(image, at(logits, layout.runSize(), layout.positions()[0])));
            probes = probes(logits);
        }
        return answers;
    }

    /** The positions in runs of {@code runSize} that give these answers. */
    private static int[] agreeing(Run run, int runSize, List<Answer> answers)
            throws InvalidModelException {
        boolean[] differs = new boolean[runSize];
        for (Answer answer : answers) {
            Answers logits = run.logits(repeated(answer.image(), runSize), runSize);
            for (int i = 0; i < runSize; i++) {
                differs[i] |= !sameBits(at(logits, runSize, i), answer.logits());
            }
        }
        return IntStream.range(0, runSize).filter(i -> !differs[i]).toArray();
    }

    private static int[] alike(Run run, int runSize, int imageBytes) throws InvalidModelException {
        Random random = new Random(runSize);
        byte[] image = new byte[imageBytes];
        int[] kinds = new int[runSize];
        int probes = 1;
        for (int probe = 0; probe < probes; probe++) {
            random.nextBytes(image);
            Answers logits = run.logits(repeated(image, runSize), runSize);
            split(kinds, logits, runSize);
            probes = probes(logits);
        }
        return mostFrequent(kinds);
    }

    private static int probes(Answers logits) {
        int compared = Math.max(1, logits.points() * logits.classes());
        return Math.min(MAX_PROBES, (COMPARED_LOGITS + compared - 1) / compared);
    }

    private static byte[] repeated(byte[] image, int times) {
        byte[] batch = new byte[Math.multiplyExact(times, image.length)];
        for (int i = 0; i < times; i++) {
            System.arraycopy(image, 0, batch, i * image.length, image.length);
        }
        return batch;
    }

    private static Answers at(Answers logits, int runSize, int image) {
        int classes = logits.classes();
        float[] values = new float[logits.points() * classes];
        for (int point = 0; point < logits.points(); point++) {
            int from = (point * runSize + image) * classes;
            System.arraycopy(logits.values(), from, values, point * classes, classes);
        }
        return new Answers(values, logits.points(), classes);
    }

    /** Gives positions whose answers differ from those of an equal position before another kind. */
    private static void split(int[] kinds, Answers logits, int runSize) {
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

    private static boolean sameBits(Answers logits, int runSize, int i, int j) {
        return sameBits(at(logits, runSize, i), at(logits, runSize, j));
    }

    private static boolean sameBits(Answers one, Answers other) {
        for (int i = 0; i < one.values().length; i++) {
            if (Float.floatToRawIntBits(one.values()[i])
                    != Float.floatToRawIntBits(other.values()[i])) {
                return false;
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
