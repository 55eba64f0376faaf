package dev.midstream.local;

import dev.midstream.embedded.PatternImages;
import dev.midstream.local.cluster.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the job on a real cluster against the engine alone; deploy/benchmarks/stream-rate runs
 * it. Rates are of images; each image is scored with every point.
 */
class StreamRateBenchmark {
    private static final Path ROOT = Path.of(System.getProperty("midstream.root"));
    private static final int ROUNDS = Integer.getInteger("midstream.benchmark.rounds", 3);
    private static final Duration MEASURED =
            Duration.ofSeconds(Integer.getInteger("midstream.benchmark.seconds", 30));
    private static final int IMAGES = Integer.getInteger("midstream.benchmark.images", 1_000_000);
    private static final int TEST_IMAGES = BenchmarkCluster.TEST_IMAGES;
    private static final Duration ENGINE_MEASURED = Duration.ofSeconds(8);
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final String RECORDING = System.getProperty("midstream.benchmark.recording", "");
    private static final String ENGINE =
            System.getProperty("midstream.benchmark.engine", BenchmarkModels.TENSORFLOW);
    private static final String PRECISION =
            System.getProperty("midstream.benchmark.precision", "float32");
    private static final String POINTS = System.getProperty("midstream.benchmark.points", "5,1,9");
    private static final int BATCH = 16;
    private static final int SUBTASKS = 2;
    private static final double LOAD = 0.7;
    private static final String LINGERS = System.getProperty("midstream.benchmark.lingers", "20ms");
    // More images than the job can be expected to score.
    private static final double SPARE = 1.2;

    @TempDir private Path work;

    private Shell shell;
    private BenchmarkCluster cluster;
    private BenchmarkModels models;
    private EngineRate engine;

    @BeforeEach
    void start() throws Exception {
        PatternImages.write(Files.createDirectory(work.resolve("images")), 600, TEST_IMAGES);
        Path data = work.resolve("local");
        shell = new Shell(ROOT, Map.of("MIDSTREAM_LOCAL_DATA", data.toString()));
        shell.succeed(
                "deploy/local/up --free-ports --prometheus off --taskmanager-memory 3072 --slots "
                        + SUBTASKS);
        cluster = new BenchmarkCluster(shell, new DataDirectory(data), work);
        models = new BenchmarkModels(shell, work);
        engine = new EngineRate(shell, ROOT, ENGINE_MEASURED, PRECISION);
    }

    @AfterEach
    void stop() throws Exception {
        shell.succeed("deploy/local/down --purge");
    }

    /** Rates of engine and job, by the number of points. */
    @Test
    void rates() throws Exception {
        print("%-34s %12s %12s %8s", "", "images/s", "x points", "of engine");
        for (String points : POINTS.split(",")) {
            compare(models.of(ENGINE, Integer.parseInt(points)), Integer.parseInt(points));
        }
    }

    /** Time from publication to the metric at 70 % load, with 5 points. */
    @Test
    void latency() throws Exception {
        List<Path> five = models.of(ENGINE, 5);
        double most = SPARE * engine.all(five, SUBTASKS, 1, BATCH);
        for (String linger : LINGERS.split(",")) {
            String options =
                    "--emit-interval 500ms --delivery at-least-once --linger %s --precision %s"
                            .formatted(linger, PRECISION);
            try (BenchmarkCluster.WarmJob job = cluster.start(five, options, most, MEASURED)) {
                double load = LOAD * job.measure(MEASURED).imagesPerSecond();
                print("%s: %s", options, job.latency(load, MEASURED));
            }
        }
    }

    /**
     * What the defaults of batch size, linger and engine threads, and one call for all, are for.
     */
    @Test
    void choices() throws Exception {
        List<Path> five = models.of(ENGINE, 5);
        print("%-34s %12s", "engine, 5 points, 2 processors", "images/s");
        print(
                "%-34s %12.0f",
                "2 scorers of 1 thread, batch 16", engine.all(five, SUBTASKS, 1, BATCH));
        print("%-34s %12.0f", "one call for each point", engine.each(five, SUBTASKS, 1, BATCH));
        print("%-34s %12.0f", "1 scorer of 2 threads", engine.all(five, 1, 2, BATCH));
        print("%-34s %12.0f", "2 scorers of 2 threads", engine.all(five, SUBTASKS, 2, BATCH));
        for (int batch : new int[] {4, 8, 32, 64, 128}) {
            print("%-34s %12.0f", "batch " + batch, engine.all(five, SUBTASKS, 1, batch));
        }
    }

    /** What is kept of many images: a network so small that they pass in minutes. */
    @Test
    void memory() throws Exception {
        cluster.memory(models.trained("cresnet8-w4", 1), IMAGES / TEST_IMAGES)
                .forEach(line -> print("%s", line));
    }

    /** Engine and job in turns: the cluster stands still while the engine is measured. */
    private void compare(List<Path> model, int points) throws Exception {
        List<Double> alone = new ArrayList<>();
        List<Double> job = new ArrayList<>();
        List<Double> share = new ArrayList<>();
        List<Double> fill = new ArrayList<>();
        String memory = "";
        double most = SPARE * engine.all(model, SUBTASKS, 1, BATCH);
        Duration busy = MEASURED.plus(SETTLING).multipliedBy(ROUNDS + 1);
        try (BenchmarkCluster.WarmJob running =
                cluster.start(model, "--precision " + PRECISION, most, busy)) {
            for (int round = 0; round < ROUNDS; round++) {
                cluster.pause(() -> alone.add(engine.all(model, SUBTASKS, 1, BATCH)));
                running.measure(SETTLING);
                BenchmarkCluster.Run run = running.measure(MEASURED);
                job.add(run.imagesPerSecond());
                share.add(run.imagesPerSecond() / alone.get(round));
                fill.add(run.imagesPerBatch());
                memory = run.memory();
            }
            if (!RECORDING.isEmpty()) {
                running.record(MEASURED, Path.of(RECORDING + "." + points + ".jfr"));
            }
        }
        double engineRate = median(alone);
        print(
                "%-34s %12.0f %12.0f",
                points + " points, the engine alone", engineRate, points * engineRate);
        print(
                "%-34s %12.0f %12.0f %7.0f%%  %.1f images a batch; %s",
                points + " points, the job on the cluster",
                median(job),
                points * median(job),
                100 * median(share),
                median(fill),
                memory);
        print("    engine %s, job %s", rounded(alone), rounded(job));
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String rounded(List<Double> values) {
        return Arrays.toString(values.stream().mapToLong(Math::round).toArray());
    }

    private static void print(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}
