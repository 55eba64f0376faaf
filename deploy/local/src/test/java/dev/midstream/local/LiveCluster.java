package dev.midstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midstream.embedded.PatternImages;
import dev.midstream.local.cluster.ClusterSettings;
import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.Ports;
import dev.midstream.local.service.HttpProbe;
import dev.midstream.local.service.ServiceProcesses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cluster of deploy/local with a small model, and jobs of one subtask on it. */
final class LiveCluster implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("midstream.root"));
    private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpProbe http = new HttpProbe();
    private final Path work;
    private final Shell shell;
    private final DataDirectory data;
    private final ClusterSettings settings;

    private LiveCluster(Path work, Shell shell, DataDirectory data, ClusterSettings settings) {
        this.work = work;
        this.shell = shell;
        this.data = data;
        this.settings = settings;
    }

    /**
     * Starts a cluster and trains a model for it.
     *
     * @param work an empty directory
     * @param images test images of the data set
     * @param environment of its processes, beside this one's
     */
    static LiveCluster start(Path work, int images, Map<String, String> environment, String options)
            throws Exception {
        PatternImages.write(Files.createDirectory(work.resolve("images")), 600, images);
        DataDirectory data = new DataDirectory(work.resolve("local"));
        Map<String, String> all = new HashMap<>(environment);
        all.put("MIDSTREAM_LOCAL_DATA", data.root().toString());
        Shell shell = new Shell(ROOT, all);
        shell.succeed("deploy/local/up --free-ports --prometheus off " + options);
        LiveCluster cluster =
                new LiveCluster(work, shell, data, ClusterSettings.read(data.settings()));
        try {
            cluster.train();
        } catch (Exception | AssertionError e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    private void train() throws Exception {
        shell.succeed(
                "java -jar trainer/target/trainer.jar train --dataset cifar10 --data %s --out %s"
                                .formatted(images(), model())
                        + " --network cresnet8-w8 --epochs 1 --warmup-epochs 0 --batch-size 32"
                        + " --bn-images 320 --samples 1");
    }

    Path model() {
        return work.resolve("model");
    }

    private Path images() {
        return work.resolve("images");
    }

    DataDirectory data() {
        return data;
    }

    Shell shell() {
        return shell;
    }

    String bootstrapServers() {
        return settings.ports().bootstrapServers();
    }

    /** The command that publishes the test images. */
    String publish(String topic, String options) {
        return "java -XX:TieredStopAtLevel=1 -jar stream-eval/publisher/target/publisher.jar"
                + " publish --create-topic --dataset cifar10 --data %s --bootstrap-servers %s"
                        .formatted(images(), bootstrapServers())
                + " --images-topic %s %s".formatted(topic, options);
    }

    /**
     * Submits a job of one subtask that reads a topic of this cluster, and returns its id once it
     * has completed a checkpoint.
     */
    String submit(String topic, String options) throws Exception {
        return submitTo(bootstrapServers(), topic, options);
    }

    /** Submits a job that reads a topic of a Kafka of its own. */
    String submitTo(String brokers, String topic, String options) throws Exception {
        String output =
                shell.succeed(
                        "deploy/local/flink run --detached stream-eval/job/target/stream-eval.jar"
                                + " --bootstrap-servers %s --model %s --images-topic %s --parallelism 1 %s"
                                        .formatted(brokers, model(), topic, options));
        Matcher matcher = JOB.matcher(output);
        assertThat(matcher.find()).as(output).isTrue();
        String job = matcher.group(1);
        await().atMost(PATIENCE).until(() -> checkpoints(job) > 0 || !failures(job).isEmpty());
        assertThat(failures(job)).isEmpty();
        return job;
    }

    /** How many checkpoints a job has completed. */
    int checkpoints(String job) throws Exception {
        return rest("/jobs/" + job + "/checkpoints").at("/counts/completed").asInt();
    }

    /** What Flink's REST interface answers. */
    JsonNode rest(String path) throws Exception {
        return http.json(Ports.address(settings.ports().rest()) + path);
    }

    /** The failures that made a job restart. */
    List<JsonNode> failures(String job) throws Exception {
        JsonNode entries = rest("/jobs/" + job + "/exceptions").at("/exceptionHistory/entries");
        return List.copyOf(entries.findParents("exceptionName"));
    }

    ServiceLog log(String service) {
        return new ServiceLog(data.log(service));
    }

    ProcessHandle process(String service) {
        return new ServiceProcesses(data).running(service).orElseThrow();
    }

    @Override
    public void close() throws Exception {
        shell.succeed("deploy/local/down --purge");
    }
}
