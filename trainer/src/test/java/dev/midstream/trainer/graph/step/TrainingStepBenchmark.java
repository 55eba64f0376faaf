package dev.midstream.trainer.graph.step;

import com.sun.management.OperatingSystemMXBean;
import dev.midstream.engine.Processor;
import dev.midstream.engine.ScoringPrecision;
import dev.midstream.engine.tensorflow.GpuCheck;
import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.evaluation.subspace.Line;
import dev.midstream.evaluation.subspace.Point;
import dev.midstream.evaluation.subspace.Simplex;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.execution.Precision;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.ImageSource;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.graph.images.TestBatches;
import dev.midstream.trainer.network.CifarResNet;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.subspace.Draw;
import dev.midstream.trainer.subspace.Endpoints;
import dev.midstream.trainer.subspace.Sampling;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Run by deploy/benchmarks/training-step and deploy/benchmarks/gpu-step; not a test. */
class TrainingStepBenchmark {
    private static final int ROUNDS = Integer.getInteger("midstream.benchmark.rounds", 5);
    private static final int STEPS = Integer.getInteger("midstream.benchmark.steps", 20);
    private static final Processor PROCESSOR =
            Processor.valueOf(System.getProperty("midstream.benchmark.processor", "CPU"));
    private static final int BATCH = 128;
    private static final int THREADS = 2;
    private static final int WARM_UP = PROCESSOR == Processor.CPU ? 3 : 50;
    private static final String PYTHON =
            System.getProperty("midstream.benchmark.python", "/usr/bin/python3");
    private static final ImageShape SHAPE = new ImageShape(32, 32, 3);
    private static final Network NETWORK = new CifarResNet(20, 16, 10);
    private static final ParameterLayout LAYOUT = ParameterLayout.of(NETWORK, SHAPE);

    /** What a GPU holds: as many images as CIFAR-10 has. */
    private static final int HELD_IMAGES = 50_000;

    private static final Batch IMAGES = images();

    private static Batch images() {
        Batch pixels = TestBatches.random(BATCH, SHAPE, 10, 1);
        return PROCESSOR == Processor.CPU
                ? pixels
                : TestBatches.cropped(pixels, TestBatches.random(HELD_IMAGES, SHAPE, 10, 2));
    }

    /** What takes steps, in a turn of its own. */
    private interface Contender extends AutoCloseable {
        /** Takes steps and notes their times. */
        void turn(int steps, Times times) throws IOException;

        @Override
        void close();
    }

    /** Times of all steps of a contender, in milliseconds. */
    private static final class Times {
        private final List<Double> steps = new ArrayList<>();
        private double processor;

        double median() {
            return steps.stream().sorted().toList().get(steps.size() / 2);
        }

        double best() {
            return steps.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        }
    }

    private static final class Midstream implements Contender {
        private final Subspace subspace;
        private final TrainingGraph graph;
        private final SplittableRandom random = new SplittableRandom(3);

        Midstream(Subspace subspace, Precision precision) {
            this.subspace = subspace;
            StepPlan plan =
                    new StepPlan(
                            subspace.endpoints(),
                            1,
                            Objective.REFERENCE,
                            new Optimiser(0.9, 1e-4, 0),
                            Normalisation.IMAGENET);
            graph =
                    new TrainingGraph(
                            NETWORK,
                            SHAPE,
                            plan,
                            in(precision),
                            PROCESSOR == Processor.CPU ? ImageSource.FED : ImageSource.RESIDENT);
            graph.assign(Endpoints.initial(LAYOUT, subspace.endpoints(), random));
        }

        private Draw draw() {
            return Draw.sample(subspace, Sampling.REFERENCE, LAYOUT.modules().size(), random);
        }

        @Override
        public void turn(int steps, Times times) {
            OperatingSystemMXBean system =
                    ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long processor = system.getProcessCpuTime();
            for (int i = 0; i < steps; i++) {
                long begin = System.nanoTime();
                graph.step(IMAGES, draw(), 0.01);
                times.steps.add((System.nanoTime() - begin) / 1e6);
            }
            times.processor += (system.getProcessCpuTime() - processor) / 1e6;
        }

        @Override
        public void close() {
            graph.close();
        }
    }

    private static Execution in(Precision precision) {
        return new Execution(precision, PROCESSOR == Processor.CPU ? THREADS : 0, PROCESSOR);
    }

    /** A line in PyTorch, in a process of its own that two layouts share. */
    private static final class PyTorch {
        private final Process process;
        private final BufferedReader answers;
        private final BufferedWriter requests;
        private String residentKibibytes = "";

        PyTorch(String program) throws IOException {
            ProcessBuilder builder =
                    new ProcessBuilder(
                            PYTHON, program, PROCESSOR == Processor.CPU ? "cpu" : "cuda");
            builder.environment().put("OMP_NUM_THREADS", Integer.toString(THREADS));
            builder.environment().put("GOMP_SPINCOUNT", "1000");
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            process = builder.start();
            answers =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            requests =
                    new BufferedWriter(
                            new OutputStreamWriter(
                                    process.getOutputStream(), StandardCharsets.UTF_8));
        }

        Contender layout(String name) {
            return new Contender() {
                @Override
                public void turn(int steps, Times times) throws IOException {
                    requests.write(name + " " + steps + "\n");
                    requests.flush();
                    String[] fields = answers.readLine().split(" ");
                    for (int i = 0; i < steps; i++) {
                        times.steps.add(1000 * Double.parseDouble(fields[i]));
                    }
                    times.processor += 1000 * Double.parseDouble(fields[steps + 1]);
                    residentKibibytes = fields[steps + 3];
                }

                @Override
                public void close() {
                    process.destroy();
                }
            };
        }
    }

    @Test
    void measure() throws Exception {
        TensorFlowRuntime.start();
        checkProcessor();
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put("point, float32", new Midstream(new Point(), Precision.FLOAT32));
        contenders.put("line, float32", new Midstream(new Line(), Precision.FLOAT32));
        contenders.put("3-simplex, float32", new Midstream(new Simplex(3), Precision.FLOAT32));
        Optional<Precision> shorter = shorterPrecision();
        shorter.ifPresent(
                precision ->
                        contenders.put(
                                "line, " + name(precision), new Midstream(new Line(), precision)));
        List<PyTorch> pyTorch = startPyTorch();
        for (PyTorch line : pyTorch) {
            contenders.put("line, PyTorch as published (NCHW)", line.layout("nchw"));
            contenders.put("line, PyTorch channels_last", line.layout("channels_last"));
        }
        Map<String, Times> times = new LinkedHashMap<>();
        for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
            contender.getValue().turn(WARM_UP, new Times());
            times.put(contender.getKey(), new Times());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                contender.getValue().turn(STEPS, times.get(contender.getKey()));
            }
        }
        print(times);
        System.out.println("Resident memory: Java " + peakKibibytes() / 1024 + " MiB at most");
        for (PyTorch line : pyTorch) {
            long kibibytes = Long.parseLong(line.residentKibibytes);
            System.out.println("Resident memory: PyTorch " + kibibytes / 1024 + " MiB at most");
        }
        for (Contender contender : contenders.values()) {
            contender.close();
        }
        StepProfile.print(NETWORK, SHAPE, IMAGES, in(Precision.FLOAT32));
        shorter.ifPresent(precision -> StepProfile.print(NETWORK, SHAPE, IMAGES, in(precision)));
    }

    /** The precision that training offers here beside float32. */
    private static Optional<Precision> shorterPrecision() {
        if (PROCESSOR == Processor.GPU) {
            return Optional.of(Precision.MIXED);
        }
        if (ScoringPrecision.BF16.isFast()) {
            return Optional.of(Precision.BF16);
        }
        System.out.println("No bf16: this processor is not known to be faster with it.");
        return Optional.empty();
    }

    private static String name(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    private static void checkProcessor() {
        if (PROCESSOR == Processor.GPU) {
            GpuCheck.obstacle()
                    .ifPresent(
                            obstacle -> {
                                throw new IllegalStateException(
                                        "Cannot use a GPU: "
                                                + obstacle.cause()
                                                + ". To use one, "
                                                + obstacle.remedy()
                                                + ".");
                            });
        }
    }

    private static List<PyTorch> startPyTorch() throws IOException, InterruptedException {
        Process probe =
                new ProcessBuilder(PYTHON, "-c", "import torch")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!probe.waitFor(2, TimeUnit.MINUTES) || probe.exitValue() != 0) {
            System.out.println("No PyTorch: " + PYTHON + " does not have it (python3-torch).");
            return List.of();
        }
        PyTorch line = new PyTorch(System.getProperty("midstream.benchmark.pytorch", ""));
        System.out.println(line.answers.readLine());
        return List.of(line);
    }

    private static void print(Map<String, Times> times) {
        System.out.printf(
                Locale.ROOT,
                "%d turns of %d steps, batch %d, %s; ms a step%n%-36s %8s %8s %8s%n",
                ROUNDS,
                STEPS,
                BATCH,
                PROCESSOR == Processor.CPU ? THREADS + " threads" : "on the GPU",
                "",
                "median",
                "best",
                "CPU");
        times.forEach(
                (name, measured) ->
                        System.out.printf(
                                Locale.ROOT,
                                "%-36s %8.2f %8.2f %8.2f%n",
                                name,
                                measured.median(),
                                measured.best(),
                                measured.processor / measured.steps.size()));
    }

    private static long peakKibibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
