package dev.midstream.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How many images a second the scoring engine manages with nothing around it. Runs in a process of
 * its own whose class path holds the engine's jar; prints the rate.
 *
 * <p>Arguments: threads, seconds, signatures (comma-separated, called one after the other for each
 * batch), then the engine's settings as {@code name=value}.
 */
public final class RawEngineRate {
    private static final int PIXELS = 32 * 32 * 3;
    private static final long WARM_UP_SECONDS = 3;

    private RawEngineRate() {}

    /** Measures and prints. */
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        long seconds = Long.parseLong(arguments[1]);
        List<String> signatures = List.of(arguments[2].split(",", -1));
        Map<String, String> settings = new HashMap<>();
        for (String argument : List.of(arguments).subList(3, arguments.length)) {
            int equals = argument.indexOf('=');
            settings.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Double>> rates = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                rates.add(executor.submit(() -> rate(settings, signatures, seconds)));
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

    private static double rate(Map<String, String> settings, List<String> signatures, long seconds)
            throws ReflectiveOperationException {
        int batch = Integer.parseInt(settings.get("batchSize"));
        byte[] pixels = new byte[batch * PIXELS];
        new SplittableRandom(1).nextBytes(pixels);
        List<BiFunction<byte[], Integer, float[]>> scorers = new ArrayList<>();
        for (String signature : signatures) {
            Map<String, String> own = new HashMap<>(settings);
            own.put("signatures", signature);
            scorers.add(open(own));
        }
        run(scorers, pixels, batch, WARM_UP_SECONDS);
        return run(scorers, pixels, batch, seconds);
    }

    @SuppressWarnings("unchecked")
    private static BiFunction<byte[], Integer, float[]> open(Map<String, String> settings)
            throws ReflectiveOperationException {
        return ((Function<Map<String, String>, BiFunction<byte[], Integer, float[]>>)
                        Class.forName("dev.midstream.engine.tensorflow.ScorerGateway")
                                .getConstructor()
                                .newInstance())
                .apply(settings);
    }

    /** Images a second. */
    private static double run(
            List<BiFunction<byte[], Integer, float[]>> scorers,
            byte[] pixels,
            int batch,
            long seconds) {
        long start = System.nanoTime();
        long deadline = start + TimeUnit.SECONDS.toNanos(seconds);
        long images = 0;
        long now = start;
        while (now < deadline) {
            for (BiFunction<byte[], Integer, float[]> scorer : scorers) {
                if (scorer.apply(pixels, batch).length == 0) {
                    throw new IllegalStateException("No logits");
                }
            }
            images += batch;
            now = System.nanoTime();
        }
        return images * 1e9 / (now - start);
    }
}
