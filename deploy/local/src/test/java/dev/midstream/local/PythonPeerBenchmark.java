package dev.midstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.embedded.PatternImages;
import dev.midstream.local.cluster.DataDirectory;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the warm job against a program in Python that does the same with the same number of
 * networks on the same topic, in turns; deploy/benchmarks/python-peer runs it.
 */
class PythonPeerBenchmark {
    private static final Path ROOT = Path.of(System.getProperty("midstream.root"));
    private static final int ROUNDS = Integer.getInteger("midstream.benchmark.rounds", 5);
    private static final Duration MEASURED =
            Duration.ofSeconds(Integer.getInteger("midstream.benchmark.seconds", 20));
    private static final int POINTS = Integer.getInteger("midstream.benchmark.points", 5);
    private static final String ENGINE =
            System.getProperty("midstream.benchmark.engine", BenchmarkModels.TENSORFLOW);
    private static final String PRECISION =
            System.getProperty("midstream.benchmark.precision", "float32");
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration ENGINE_MEASURED = Duration.ofSeconds(8);
    private static final int SUBTASKS = 2;
    private static final int BATCH = 16;
    private static final Pattern ANSWER = Pattern.compile("\\d+ [0-9.]+");
    // More images than the job can be expected to score.
    private static final double SPARE = 1.2;

    @TempDir private Path work;

    private Shell shell;
    private BenchmarkCluster cluster;

    @BeforeEach
    void start() throws Exception {
        PatternImages.write(
                Files.createDirectory(work.resolve("images")), 600, BenchmarkCluster.TEST_IMAGES);
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

    @Test
    void rates() throws Exception {
        BenchmarkModels made = new BenchmarkModels(shell, work);
        Path networks = made.exported(POINTS);
        List<Path> models =
                ENGINE.equals(BenchmarkModels.ONNX)
                        ? made.adopted(networks, POINTS)
                        : made.of(ENGINE, POINTS);
        double most =
                SPARE
                        * new EngineRate(shell, ROOT, ENGINE_MEASURED, PRECISION)
                                .all(models, SUBTASKS, 1, BATCH);
        Duration busy = MEASURED.plus(SETTLING).multipliedBy(ROUNDS + 1);
        List<Double> ofJob = new ArrayList<>();
        List<Double> ofPeer = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try (BenchmarkCluster.WarmJob job =
                        cluster.start(models, "--precision " + PRECISION, most, busy);
                Peer peer = new Peer(networks, job.topic())) {
            cluster.pauseFlink(() -> peer.rate(SETTLING));
            for (int round = 0; round < ROUNDS; round++) {
                cluster.pauseFlink(() -> ofPeer.add(peer.rate(MEASURED)));
                job.measure(SETTLING);
                ofJob.add(job.measure(MEASURED).imagesPerSecond());
                ratios.add(ofJob.get(round) / ofPeer.get(round));
            }
            System.out.printf(
                    "%d points, %s, %s: job %.0f images/s %s, peer %.0f images/s %s, ratio %.2f"
                            + " %s%n",
                    POINTS,
                    ENGINE,
                    PRECISION,
                    median(ofJob),
                    ofJob,
                    median(ofPeer),
                    ofPeer,
                    median(ratios),
                    ratios);
            peer.figures().forEach(System.out::println);
        }
    }

    /** The program in Python, which waits until it is asked. */
    private final class Peer implements AutoCloseable {
        private final Process process;
        private final PrintWriter questions;
        private final BufferedReader answers;

        Peer(Path networks, String topic) throws Exception {
            process =
                    shell.start(
                            "env OMP_NUM_THREADS=2 GOMP_SPINCOUNT=1000 /usr/bin/python3 -B -W ignore %s score %s %d %s %s"
                                    .formatted(
                                            BenchmarkModels.SCRIPT,
                                            networks,
                                            POINTS,
                                            cluster.bootstrapServers(),
                                            topic));
            questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
            answers = process.inputReader(StandardCharsets.UTF_8);
        }

        /** Images a second. */
        double rate(Duration time) throws Exception {
            questions.println(time.toSeconds());
            StringBuilder said = new StringBuilder();
            String answer = answers.readLine();
            while (answer != null && !ANSWER.matcher(answer).matches()) {
                // What libraries say on standard error.
                said.append(answer).append(System.lineSeparator());
                answer = answers.readLine();
            }
            assertThat(answer).as("answer of the peer: %s", said).isNotNull();
            String[] parts = answer.split(" ", -1);
            return Long.parseLong(parts[0]) / Double.parseDouble(parts[1]);
        }

        /** What it has measured of the networks. */
        List<String> figures() {
            questions.close();
            return answers.lines().toList();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
