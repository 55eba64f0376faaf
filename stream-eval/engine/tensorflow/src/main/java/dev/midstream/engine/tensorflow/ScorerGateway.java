package dev.midstream.engine.tensorflow;

import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.tensorflow.ScorerConfiguration.Output;
import java.nio.file.Path;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Opens scorers for callers whose class loader does not see this package: only types of the JDK
 * cross the boundary.
 *
 * <p>Takes the fields of {@link ScorerConfiguration} by their names, but {@code signatures}, a line
 * each, for its signature, and {@code directory}; of a foreign model {@code inputType} (UINT8 or
 * FLOAT32), {@code inputMean} and {@code inputDeviation} (numbers with commas between them) and
 * {@code outputType} (LOGITS or PROBABILITIES). Returns a {@link BiFunction} from pixels {@code
 * [images, height, width, channel]} and a number of images to logits {@code [points, images,
 * classes]}, which is also {@link AutoCloseable}. Throws {@link IllegalStateException} with a
 * message in one line.
 */
public final class ScorerGateway
        implements Function<Map<String, String>, BiFunction<byte[], Integer, float[]>> {
    @Override
    public BiFunction<byte[], Integer, float[]> apply(Map<String, String> settings) {
        return detached(() -> open(settings));
    }

    /**
     * Runs something so that threads that it starts keep nothing of the caller. They live as long
     * as the process, and would inherit the context class loader and the protection domains of all
     * code on the stack: in either way the class loader of the caller.
     */
    @SuppressWarnings("removal") // Until JDK 24, this is what ends the inheritance.
    private static <T> T detached(PrivilegedAction<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // DJL finds its engines through it, too.
        thread.setContextClassLoader(ScorerGateway.class.getClassLoader());
        try {
            return AccessController.doPrivileged(action);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static BiFunction<byte[], Integer, float[]> open(Map<String, String> settings) {
        List<String> signatures = setting(settings, "signatures").lines().toList();
        ScorerConfiguration configuration =
                new ScorerConfiguration(
                        signatures.get(0),
                        setting(settings, "inputName"),
                        setting(settings, "outputName"),
                        number(settings, "height"),
                        number(settings, "width"),
                        number(settings, "channels"),
                        number(settings, "batchSize"),
                        number(settings, "intraOpThreads"),
                        scaling(settings),
                        Output.valueOf(settings.getOrDefault("outputType", "LOGITS")));
        try {
            return new Opened(
                    PointScorer.open(
                            Path.of(setting(settings, "directory")), signatures, configuration));
        } catch (InvalidSavedModelException | EngineStartException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static Optional<PixelScaling> scaling(Map<String, String> settings) {
        if (!settings.getOrDefault("inputType", "UINT8").equals("FLOAT32")) {
            return Optional.empty();
        }
        return Optional.of(
                new PixelScaling(
                        numbers(settings.getOrDefault("inputMean", "")),
                        numbers(settings.getOrDefault("inputDeviation", ""))));
    }

    private static List<Double> numbers(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",", -1)).map(Double::valueOf).toList();
    }

    private static String setting(Map<String, String> settings, String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Cannot open a scorer: no setting " + name + ".");
        }
        return value;
    }

    private static int number(Map<String, String> settings, String name) {
        return Integer.parseInt(setting(settings, name));
    }

    private record Opened(PointScorer scorer)
            implements BiFunction<byte[], Integer, float[]>, AutoCloseable {
        @Override
        public float[] apply(byte[] pixels, Integer images) {
            return detached(() -> scorer.score(pixels, images));
        }

        @Override
        public void close() {
            scorer.close();
        }
    }
}
