package dev.midstream.local;

import dev.midstream.engine.Batching;
import dev.midstream.engine.Engines;
import dev.midstream.engine.Scorer;
import dev.midstream.engine.ScoringPrecision;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How many images a second the scoring engine manages with nothing around it. Runs in a process of
 * its own whose class path holds a jar with the engines; prints the rate.
 *
 * <p>Arguments: threads, seconds, calls, model directories with commas between, batch size, engine
 * threads, precision. A call is the points that it scores, comma-separated; calls are separated by
 * {@code +} and follow each other for each batch and model.
 */
public final class RawEngineRate {
    private static final int PIXELS = 32 * 32 * 3;
    private static final long WARM_UP_SECONDS = 3;

    private RawEngineRate() {}

    /** Measures and prints. */
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        long seconds = Long.parseLong(arguments[1]);
        List<String> calls = List.of(arguments[2].split("\\+", -1));
        List<Path> models = Arrays.stream(arguments[3].split(",", -1)).map(Path::of).toList();
        int batchSize = Integer.parseInt(arguments[4]);
        int engineThreads = Integer.parseInt(arguments[5]);
        Batching batching =
                new Batching(batchSize, engineThreads)
                        .in(ScoringPrecision.valueOf(arguments[6].toUpperCase(Locale.ROOT)));
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Double>> rates = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                rates.add(executor.submit(() -> rate(models, calls, batching, seconds)));
            }
            double sum = 0;
            for (Future<Double> rate : rates) {
                sum += rate.get();
            }
            System.out.println("RATE " + sum);
        } finally {
            executor.shutdownNow();
        }
    }

    private static double rate(
            List<Path> directories, List<String> calls, Batching batching, long seconds)
            throws InvalidModelException {
        byte[] pixels = new byte[batching.batchSize() * PIXELS];
        new SplittableRandom(1).nextBytes(pixels);
        List<Scorer> scorers = new ArrayList<>();
        for (Path directory : directories) {
            ModelDirectory model = ModelDirectory.open(directory);
            for (String points : calls) {
                PointSelection selection = PointSelection.parse(model.manifest(), points);
                scorers.add(Engines.installed().open(model, selection, batching));
            }
        }
        run(scorers, pixels, batching.batchSize(), WARM_UP_SECONDS);
        return run(scorers, pixels, batching.batchSize(), seconds);
    }

    /** Images a second. */
    private static double run(List<Scorer> scorers, byte[] pixels, int batch, long seconds) {
        long start = System.nanoTime();
        long deadline = start + TimeUnit.SECONDS.toNanos(seconds);
        long images = 0;
        long now = start;
        while (now < deadline) {
            for (Scorer scorer : scorers) {
                if (scorer.score(pixels, batch).length == 0) {
                    throw new IllegalStateException("No logits");
                }
            }
            images += batch;
            now = System.nanoTime();
        }
        return images * 1e9 / (now - start);
    }
}
