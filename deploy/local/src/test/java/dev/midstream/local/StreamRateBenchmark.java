package dev.midstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.embedded.PatternImages;
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
    // By then the compilers of the virtual machine have come to rest.
    private static final Duration WARM_UP = Duration.ofSeconds(90);
    private static final int BATCH = 16;
    private static final int SUBTASKS = 2;
    private static final long RAW_SECONDS = 8;
    private static final double LOAD = 0.7;
    private static final String LATENCY_OPTIONS = "--emit-interval 500ms --delivery at-least-once";
    // More images than the job can be expected to score.
    private static final double SPARE = 1.3;
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

    /** Rates of engine and job, time to the metric, and where the TaskManager's time goes. */
    @Test
    void rates() throws Exception {
        print("%-34s %12s %12s %8s", "", "images/s", "x points", "of engine");
        Path five = train("cresnet20", 5);
        double best = compare(five, 5);
        print("%s", cluster.latency(five, LOAD * best, LATENCY_OPTIONS, plan(best)));
        cluster.profile(five, plan(best))
                .ifPresent(file -> print("recording of Java Flight Recorder: %s", file));
        compare(train("cresnet20", 9), 9);
        compare(train("cresnet20", 1), 1);
    }

    /**
     * What the defaults of batch size, linger and engine threads, and one call for all, are for.
     */
    @Test
    void choices() throws Exception {
        Path five = train("cresnet20", 5);
        print("%-34s %12s", "engine, 5 points, 2 processors", "images/s");
        double best = engine("2 scorers of 1 thread, batch 16", five, "all", SUBTASKS, 1, BATCH);
        engine("one call for each point", five, "each", SUBTASKS, 1, BATCH);
        engine("1 scorer of 2 threads", five, "all", 1, 2, BATCH);
        engine("2 scorers of 2 threads", five, "all", SUBTASKS, 2, BATCH);
        for (int batch : new int[] {4, 8, 32, 64, 128}) {
            engine("batch " + batch, five, "all", SUBTASKS, 1, batch);
        }
        for (String linger : List.of("1ms", "20ms", "100ms")) {
            String options = LATENCY_OPTIONS + " --linger " + linger;
            String latency = cluster.latency(five, LOAD * best, options, plan(best));
            print("linger %s: %s", linger, latency);
        }
    }

    /** What is kept of many images: a network so small that they pass in minutes. */
    @Test
    void memory() throws Exception {
        cluster.memory(train("cresnet8-w4", 1), IMAGES / TEST_IMAGES)
                .forEach(line -> print("%s", line));
    }

    private double engine(
            String name, Path model, String calls, int scorers, int threads, int batch)
            throws Exception {
        double rate = raw(model, calls, scorers, threads, batch);
        print("%-34s %12.0f", name, rate);
        return rate;
    }

    /** Engine and job in turns; returns the median rate of the job. */
    private double compare(Path model, int points) throws Exception {
        List<Double> engine = new ArrayList<>();
        List<Double> job = new ArrayList<>();
        List<Double> fill = new ArrayList<>();
        String memory = "";
        for (int round = 0; round < ROUNDS; round++) {
            engine.add(raw(model, "all", SUBTASKS, 1, BATCH));
            BenchmarkCluster.Run run = cluster.run(model, plan(engine.get(round)));
            job.add(run.imagesPerSecond());
            fill.add(run.imagesPerBatch());
            memory = run.memory();
        }
        double engineRate = median(engine);
        double jobRate = median(job);
        print(
                "%-34s %12.0f %12.0f",
                points + " points, the engine alone", engineRate, points * engineRate);
        print(
                "%-34s %12.0f %12.0f %7.0f%%  %.1f images a batch; %s",
                points + " points, the job on the cluster",
                jobRate,
                points * jobRate,
                100 * jobRate / engineRate,
                median(fill),
                memory);
        print("    engine %s, job %s", rounded(engine), rounded(job));
        return jobRate;
    }

    private static BenchmarkCluster.Plan plan(double imagesPerSecond) {
        return new BenchmarkCluster.Plan(WARM_UP, MEASURED, SPARE * imagesPerSecond);
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
                        + " --epochs 1 --warmup-epochs 0 --batch 32"
                        + " --bn-images 320 "
                        + subspace);
        assertThat(ModelDirectory.open(model).manifest().getPoints()).hasSize(points);
        return model;
    }

    private double raw(Path model, String calls, int scorers, int threads, int batch)
            throws Exception {
        var manifest = ModelDirectory.open(model).manifest();
        String all = manifest.getAllPointsSignature();
        String signatures =
                calls.equals("each") || manifest.getPoints().size() == 1
                        ? String.join(
                                ",",
                                manifest.getPoints().stream()
                                        .map(point -> point.getSignature())
                                        .toList())
                        : all;
        String output =
                shell.succeed(
                        "java -Xmx1g -cp %s:%s dev.midstream.local.RawEngineRate %d %d %s"
                                        .formatted(
                                                ROOT.resolve(
                                                        "stream-eval/engine/target/midstream-engine-0.1.0-all.jar"),
                                                ROOT.resolve("deploy/local/target/test-classes"),
                                                scorers,
                                                RAW_SECONDS,
                                                signatures)
                                + " directory=%s inputName=%s outputName=%s height=32 width=32"
                                        .formatted(
                                                model,
                                                manifest.getInputName(),
                                                manifest.getOutputName())
                                + " channels=3 batchSize=%d intraOpThreads=%d"
                                        .formatted(batch, threads));
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
