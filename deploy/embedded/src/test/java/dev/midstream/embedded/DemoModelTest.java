package dev.midstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.embedded.DemoModel.Reuse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoModelTest {
    private final StringWriter out = new StringWriter();

    @TempDir private Path root;

    @Test
    void trained_modelOfAnEarlierRun_isUsed() throws Exception {
        Path model = Files.createDirectories(root.resolve("work/model-cifar10"));
        Files.createFile(model.resolve("manifest.json"));

        assertThat(model().trained(dataset(), Reuse.IF_PRESENT)).isEqualTo(model);
        assertThat(out)
                .hasToString(
                        "Using the model of an earlier run, %s (--retrain replaces it)%n"
                                .formatted(model));
    }

    @Test
    void trained_trainerFails_saysSo() throws Exception {
        Path model = Files.createDirectories(root.resolve("work/model-cifar10"));
        Files.createFile(model.resolve("manifest.json"));

        // There is no trainer.jar below this root.
        assertThatThrownBy(() -> model().trained(dataset(), Reuse.NEVER))
                .isInstanceOf(DemoException.class)
                .hasMessage("Cannot train a model for the demo; see above.");
        assertThat(out).hasToString("Training a line of networks on cifar10%n".formatted());
    }

    @Test
    void childProcess_interrupted_isStopped() throws Exception {
        Path started = root.resolve("pid");
        ProcessBuilder command =
                new ProcessBuilder("bash", "-c", "echo $$ > " + started + "; exec sleep 600");
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> running = executor.submit(() -> ChildProcess.run(command));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Files.exists(started) && Files.size(started) > 0);
            long pid = Long.parseLong(Files.readString(started).strip());

            executor.shutdownNow();

            assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(running::get).hasCauseInstanceOf(InterruptedException.class);
            assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)).isFalse();
        } finally {
            executor.shutdownNow();
        }
    }

    private DemoModel model() {
        DemoFiles files = new DemoFiles(root, root).withWork(root.resolve("work"));
        return new DemoModel(files, new PrintWriter(out, true));
    }

    private DemoDataset dataset() {
        return new DemoDataset("cifar10", root);
    }
}
