package dev.midstream.local.disaster;

import dev.midstream.local.Shell;
import dev.midstream.local.cluster.Installation;
import dev.midstream.local.disaster.Part.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A publisher that sends slowly, and resumes its run after each end. */
final class ImagePublisher implements AutoCloseable {
    private final Path jar;
    private final Path data;
    private final String bootstrapServers;
    private final Part process;
    private int starts;
    private int rate;

    /**
     * Starts to publish.
     *
     * @param rate images a second
     */
    ImagePublisher(Shell shell, DisasterCluster cluster, Path data, int rate) throws IOException {
        this.jar = shell.root().resolve("stream-eval/publisher/target/publisher.jar");
        this.data = data;
        this.bootstrapServers = cluster.bootstrapServers();
        this.rate = rate;
        this.process = new Part(shell, cluster.data().output("publisher"), this::command);
    }

    private Command command() {
        List<String> words = new ArrayList<>();
        words.addAll(List.of(Installation.java(), "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        words.addAll(List.of("-jar", jar.toString(), "publish", "--create-topic"));
        words.addAll(List.of("--partitions", "2", "--dataset", "cifar10", "--data"));
        words.addAll(List.of(data.toString(), "--bootstrap-servers", bootstrapServers));
        words.addAll(List.of(TestRun.SELECTION.strip().split(" ", -1)));
        if (rate > 0) {
            words.addAll(List.of("--rate", String.valueOf(rate)));
        }
        if (starts++ > 0) {
            words.add("--resume");
        }
        return new Command(words, Map.of());
    }

    Part process() {
        return process;
    }

    /** Returns whether everything was sent. */
    boolean hasFinished() {
        return !process.isRunning() && process.exitCode() == 0;
    }

    /** Resumes the run of a publisher that has ended before all was sent. */
    void resumeEnded() throws IOException {
        if (!process.isRunning() && !hasFinished()) {
            process.start();
        }
    }

    /** Sends what is left as fast as it can. */
    void hurry() throws Exception {
        rate = 0;
        if (!hasFinished()) {
            process.kill();
            process.start();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
