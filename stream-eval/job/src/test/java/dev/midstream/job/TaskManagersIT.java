package dev.midstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.AnnouncementAction;
import dev.midstream.DeadLetter;
import dev.midstream.MetricKey;
import dev.midstream.ModelFailure;
import dev.midstream.ModelRunState;
import dev.midstream.ModelStatus;
import dev.midstream.TestImage;
import dev.midstream.job.fixture.Expected;
import dev.midstream.job.fixture.Figures;
import dev.midstream.job.fixture.ProcessCluster;
import dev.midstream.job.fixture.TestImages;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job on several TaskManagers, each a process with files that only it sees. */
final class TaskManagersIT {
    private static final AvroWire<TestImage> IMAGES = AvroWire.of(TestImage.class);
    private static final String FIRST = "127.0.0.1";
    private static final String SECOND = "127.0.0.2";
    private static final String MODELS = "/proc/self/cwd/models";

    @TempDir private Path directory;

    @Test
    void announce_modelThatOneTaskManagerCannotRead_countsFromOneMomentOnceAllCan()
            throws Exception {
        Path first = workingDirectory("first");
        Path second = workingDirectory("second");
        ModelDirectory model = TestModel.in(directory.resolve("model"));
        ModelDirectory late = TestModel.in(first.resolve("models/late"), "late");
        TestModel.in(second.resolve("models/late"), "late");
        TestModel.in(first.resolve("models/lone"), "lone");
        // A file that can be opened, but reading it is an error of the device.
        Path file = second.resolve("models/late").resolve(ModelDirectory.SAVED_MODEL);
        Path readable = Files.move(file, directory.resolve("readable"));
        Files.createSymbolicLink(file, Path.of("/proc/self/mem"));

        try (ProcessCluster cluster = ProcessCluster.start(directory)) {
            // More slots than there are: the job waits for a TaskManager.
            cluster.startTaskManager(FIRST, first);
            await(() -> assertThat(cluster.taskManagers()).isEqualTo(1));
            List<TestImage> images = new ArrayList<>(publish(cluster, 0));
            JobID job =
                    cluster.submit(
                            model.path(),
                            "--model-location",
                            MODELS,
                            "--checkpoint-interval",
                            "300ms");
            await(
                    () ->
                            assertThat(cluster.rest("/jobs/" + job + "/exceptions"))
                                    .contains("NoResourceAvailableException"));
            cluster.startTaskManager(SECOND, second);
            awaitFigures(cluster, Expected.sums(model, images));

            cluster.topics().announce(AnnouncementAction.ADD, "file://" + MODELS + "/late");
            cluster.topics().announce(AnnouncementAction.ADD, MODELS + "/lone");
            ModelStatus failing =
                    awaitStatus(
                            cluster,
                            "file://" + MODELS + "/late",
                            status -> status.getState() == ModelRunState.RETRYING);
            assertThat(failing.getSubtasks()).isEqualTo(2);
            assertThat(failing.getFailures())
                    .singleElement()
                    .satisfies(
                            failure -> {
                                assertThat(failure.getHost()).isEqualTo(SECOND);
                                assertThat(failure.getReason()).contains("Input/output error");
                            });
            ModelStatus refused =
                    awaitStatus(
                            cluster,
                            MODELS + "/lone",
                            status -> status.getState() == ModelRunState.REFUSED);
            assertThat(refused.getFailures())
                    .extracting(ModelFailure::getHost)
                    .containsExactly(SECOND);
            assertThat(refused.getReason()).contains(MODELS + "/lone: it has no manifest.json");
            await(() -> assertThat(deadLetters(cluster)).containsExactly(refused.getReason()));
            images.addAll(publish(cluster, 1));
            awaitFigures(cluster, Expected.sums(model, images));

            // The roll-out outlives the TaskManager that fails, and a job without enough slots.
            cluster.killTaskManager(SECOND);
            cluster.startTaskManager(SECOND, second);
            images.addAll(publish(cluster, 2));
            awaitFigures(cluster, Expected.sums(model, images));

            Files.move(readable, file, StandardCopyOption.REPLACE_EXISTING);
            ModelStatus running =
                    awaitStatus(
                            cluster,
                            "file://" + MODELS + "/late",
                            status -> status.getState() == ModelRunState.RUNNING);
            assertThat(running.getReady()).isEqualTo(2);
            assertThat(running.getHosts()).containsExactlyInAnyOrder(FIRST, SECOND);
            assertThat(running.getFailures()).isEmpty();
            List<TestImage> further = publish(cluster, 3);
            images.addAll(further);
            Map<MetricKey, ClassificationSums> expected =
                    new HashMap<>(Expected.sums(model, images));
            expected.putAll(Expected.sums(late, further));
            awaitFigures(cluster, expected);
        }
    }

    private Path workingDirectory(String name) throws Exception {
        return Files.createDirectories(directory.resolve(name).resolve("models")).getParent();
    }

    private static List<TestImage> publish(ProcessCluster cluster, int part) {
        List<TestImage> images =
                IntStream.range(60 * part, 60 * part + 60).mapToObj(TestImages::of).toList();
        cluster.topics().publish(images.stream().map(IMAGES::encode).toList());
        return images;
    }

    private static void awaitFigures(
            ProcessCluster cluster, Map<MetricKey, ClassificationSums> expected) {
        await(() -> assertThat(Figures.latestSums(cluster.topics())).isEqualTo(expected));
    }

    private static ModelStatus awaitStatus(
            ProcessCluster cluster, String location, Predicate<ModelStatus> condition) {
        List<ModelStatus> latest = new ArrayList<>();
        await(
                () -> {
                    latest.clear();
                    for (var status : cluster.topics().read("midstream.status")) {
                        ModelStatus decoded = AvroWire.of(ModelStatus.class).decode(status.value());
                        if (decoded.getLocation().equals(location)) {
                            latest.add(decoded);
                        }
                    }
                    assertThat(latest).isNotEmpty();
                    assertThat(latest.get(latest.size() - 1)).matches(condition);
                });
        return latest.get(latest.size() - 1);
    }

    private static List<String> deadLetters(ProcessCluster cluster) throws Exception {
        List<String> reasons = new ArrayList<>();
        for (var letter : cluster.topics().read("midstream.dead-letters")) {
            reasons.add(AvroWire.of(DeadLetter.class).decode(letter.value()).getReason());
        }
        return reasons;
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(assertion);
    }
}
