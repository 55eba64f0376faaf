package dev.midstream.local;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.ModelPoint;
import dev.midstream.embedded.PatternImages;
import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.schemas.model.ModelDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final int BATCH = 16;
    private static final int SUBTASKS = 2;
    private static final double LOAD = 0.7;
    private static final String LINGERS = System.getProperty("midstream.benchmark.lingers", "20ms");
    // More images than the job can be expected to score.
    private static final double SPARE = 1.2;
    private static final Pattern RATE = Pattern.compile("RATE ([0-9.E]+)");

    @TempDir private Path work;

    private Shell shell;
    private BenchmarkCluster cluster;

    @BeforeEach
    void start() throws Exception {
        PatternImages.write(Files.createDirectory(work.resolve("images")), 600, TEST_IMAGES);
        Path data = work.resolve("local");
        shell = new Shell(ROOT, Map.of("MIDSTREAM_LOCAL_DATA", data.toString()));
        shell.succeed(
                "deploy/local/up --free-ports --prometheus off --taskmanager-memory 3072 --slots "
                        + SUBTASKS);
        cluster = new BenchmarkCluster(shell, new DataDirectory(data), work);
    }

    @AfterEach
    void stop() throws Exception {
        shell.succeed("deploy/local/down --purge");
    }

    /** Rates of engine and job with 5, 1 and 9 points. */
    @Test
    void rates() throws Exception {
        print("%-34s %12s %12s %8s", "", "images/s", "x points", "of engine");
        for (int points : new int[] {5, 1, 9}) {
            compare(train("cresnet20", points), points);
        }
    }

    /** Time from publication to the metric at 70 % load, with 5 points. */
    @Test
    void latency() throws Exception {
        Path five = train("cresnet20", 5);
        double most = SPARE * raw(five, "all", SUBTASKS, 1, BATCH);
        for (String linger : LINGERS.split(",")) {
            String options = "--emit-interval 500ms --delivery at-least-once --linger " + linger;
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
        Path five = train("cresnet20", 5);
        print("%-34s %12s", "engine, 5 points, 2 processors", "images/s");
        engine("2 scorers of 1 thread, batch 16", five, "all", SUBTASKS, 1, BATCH);
        engine("one call for each point", five, "each", SUBTASKS, 1, BATCH);
        engine("1 scorer of 2 threads", five, "all", 1, 2, BATCH);
        engine("2 scorers of 2 threads", five, "all", SUBTASKS, 2, BATCH);
        for (int batch : new int[] {4, 8, 32, 64, 128}) {
            engine("batch " + batch, five, "all", SUBTASKS, 1, batch);
        }
    }

    /** What is kept of many images: a network so small that they pass in minutes. */
    @Test
    void memory() throws Exception {
        cluster.memory(train("cresnet8-w4", 1), IMAGES / TEST_IMAGES)
                .forEach(line -> print("%s", line));
    }

    private void engine(String name, Path model, String calls, int scorers, int threads, int batch)
            throws Exception {
        print("%-34s %12.0f", name, raw(model, calls, scorers, threads, batch));
    }

    /** Engine and job in turns: the cluster stands still while the engine is measured. */
    private void compare(Path model, int points) throws Exception {
        List<Double> engine = new ArrayList<>();
        List<Double> job = new ArrayList<>();
        List<Double> share = new ArrayList<>();
        List<Double> fill = new ArrayList<>();
        String memory = "";
        double most = SPARE * raw(model, "all", SUBTASKS, 1, BATCH);
        Duration busy = MEASURED.plus(SETTLING).multipliedBy(ROUNDS + 1);
        try (BenchmarkCluster.WarmJob running = cluster.start(model, "", most, busy)) {
            for (int round = 0; round < ROUNDS; round++) {
                cluster.pause(() -> engine.add(raw(model, "all", SUBTASKS, 1, BATCH)));
                running.measure(SETTLING);
                BenchmarkCluster.Run run = running.measure(MEASURED);
                job.add(run.imagesPerSecond());
                share.add(run.imagesPerSecond() / engine.get(round));
                fill.add(run.imagesPerBatch());
                memory = run.memory();
            }
            if (!RECORDING.isEmpty()) {
                running.record(MEASURED, Path.of(RECORDING + "." + points + ".jfr"));
            }
        }
        double engineRate = median(engine);
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
        print("    engine %s, job %s", rounded(engine), rounded(job));
    }

    /** A line of networks with so many points, or one network. */
    private Path train(String network, int points) throws Exception {
        Path model = work.resolve("model-" + points);
        String subspace =
                points == 1 ? "--subspace point" : "--subspace line --samples " + (points - 3);
        shell.succeed(
                "java -jar trainer/target/trainer.jar train --dataset cifar10 --data %s --out %s"
                                .formatted(work.resolve("images"), model)
                        + " --network "
                        + network
                        + " --epochs 1 --warmup-epochs 0 --batch-size 32"
                        + " --bn-images 320 "
                        + subspace);
        assertThat(ModelDirectory.open(model).manifest().getPoints()).hasSize(points);
        return model;
    }

    private double raw(Path model, String calls, int scorers, int threads, int batch)
            throws Exception {
        List<ModelPoint> points = ModelDirectory.open(model).manifest().getPoints();
        String scored =
                calls.equals("each")
                        ? points.stream().map(ModelPoint::getPointId).collect(joining("+"))
                        : "all";
        String output =
                shell.succeed(
                        "java -Xmx1g -cp %s:%s dev.midstream.local.RawEngineRate %d %d %s %s %d %d"
                                .formatted(
                                        ROOT.resolve(
                                                "stream-eval/engine/tensorflow/target/midstream-engine-tensorflow-0.1.0-all.jar"),
                                        ROOT.resolve("deploy/local/target/test-classes"),
                                        scorers,
                                        ENGINE_MEASURED.toSeconds(),
                                        scored,
                                        model,
                                        batch,
                                        threads));
        Matcher matcher = RATE.matcher(output);
        assertThat(matcher.find()).as(output).isTrue();
        return Double.parseDouble(matcher.group(1));
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
