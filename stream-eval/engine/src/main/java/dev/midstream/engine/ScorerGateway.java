package dev.midstream.engine;

import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Opens scorers for callers whose class loader is not that of the engines: only types of the JDK
 * cross the boundary.
 *
 * <p>Takes the {@value #DIRECTORY} of a model whose checksums the caller has verified, the ids of
 * the {@value #POINTS} to score (a list of strings), {@value #BATCH_SIZE} and {@value #THREADS}
 * (integers), {@value #PRECISION} and {@value #PROCESSOR} (names of constants). Returns a {@link
 * BiFunction} from pixels {@code [images, height, width, channel]} and a number of images to logits
 * {@code [points, images, classes]}, which is also {@link AutoCloseable}. Throws {@link
 * IllegalStateException} with a message in one line.
 */
public final class ScorerGateway
        implements Function<Map<String, Object>, BiFunction<byte[], Integer, float[]>> {
    /** The model directory's path. */
    public static final String DIRECTORY = "directory";

    /** The ids of the points, a list of strings. */
    public static final String POINTS = "points";

    /** The batch size, an integer. */
    public static final String BATCH_SIZE = "batchSize";

    /** The number of threads for an operation, an integer. */
    public static final String THREADS = "threads";

    /** The name of a {@link ScoringPrecision}. */
    public static final String PRECISION = "precision";

    /** The name of a {@link Processor}. */
    public static final String PROCESSOR = "processor";

    private final ClassLoader loader;
    private final Detachment detachment;

    /**
     * Creates a gateway to the engines of a class loader.
     *
     * @param loader the class loader of the engines, which need not be that of this class
     * @param libraries the class loader of what they use, which threads of theirs may keep
     */
    public ScorerGateway(ClassLoader loader, ClassLoader libraries) {
        this.loader = loader;
        this.detachment = new Detachment(libraries);
    }

    @Override
    public BiFunction<byte[], Integer, float[]> apply(Map<String, Object> settings) {
        return detachment.run(() -> new Opened(open(settings)));
    }

    private Scorer open(Map<String, Object> settings) {
        Path directory = Path.of(setting(settings, DIRECTORY, String.class));
        List<String> points =
                ((List<?>) setting(settings, POINTS, List.class))
                        .stream().map(String.class::cast).toList();
        Batching batching =
                new Batching(
                        setting(settings, BATCH_SIZE, Integer.class),
                        setting(settings, THREADS, Integer.class),
                        ScoringPrecision.valueOf(setting(settings, PRECISION, String.class)),
                        Processor.valueOf(setting(settings, PROCESSOR, String.class)));
        try {
            ModelDirectory model = ModelDirectory.openVerified(directory);
            return Engines.visibleTo(loader)
                    .open(model, PointSelection.select(model.manifest(), points), batching);
        } catch (InvalidModelException | EngineStartException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static <T> T setting(Map<String, Object> settings, String name, Class<T> type) {
        if (!type.isInstance(settings.get(name))) {
            throw new IllegalArgumentException(
                    "Cannot open a scorer: the setting %s is not of type %s."
                            .formatted(name, type.getSimpleName()));
        }
        return type.cast(settings.get(name));
    }

    private final class Opened implements BiFunction<byte[], Integer, float[]>, AutoCloseable {
        private final Scorer scorer;

        private Opened(Scorer scorer) {
            this.scorer = scorer;
        }

        @Override
        public float[] apply(byte[] pixels, Integer images) {
            return detachment.run(() -> scorer.score(pixels, images));
        }

        @Override
        public void close() {
            scorer.close();
        }
    }
}
