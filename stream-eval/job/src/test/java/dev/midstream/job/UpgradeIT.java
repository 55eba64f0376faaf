package dev.midstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.AnnouncementAction;
import dev.midstream.DeadLetter;
import dev.midstream.TestImage;
import dev.midstream.job.fixture.ChangedJar;
import dev.midstream.job.fixture.Cluster;
import dev.midstream.job.fixture.TestImages;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.wire.AvroWire;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of the job's jar, one after the other on a cluster that goes on running. */
final class UpgradeIT {
    private static final AvroWire<TestImage> IMAGES = AvroWire.of(TestImage.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String OLD = "Cannot open the SavedModel in ";
    private static final String NEW = "Cannot read the SavedModel in ";

    @Test
    void submit_otherVersions_eachRunsItsOwnCodeAndOtherLibrariesAreRefused(@TempDir Path directory)
            throws Exception {
        ModelDirectory model = TestModel.in(directory.resolve("model"));
        Path broken = TestModel.in(directory.resolve("broken"), "broken").path();
        Files.write(broken.resolve(ModelDirectory.SAVED_MODEL), new byte[] {1, 2, 3});
        ModelDirectory.seal(broken, TestModel.manifest());
        File upgraded = ChangedJar.withText(directory.resolve("upgraded.jar"), OLD, NEW);
        File other = ChangedJar.withOtherLibraries(directory.resolve("other.jar"));
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.publish(images(0));
            JobID first =
                    cluster.submit(Cluster.JAR, model.path(), "--checkpoint-interval", "200ms");
            cluster.announce(AnnouncementAction.ADD, broken.toString());
            awaitLetters(cluster, OLD);
            cancel(cluster, first);

            JobID second = cluster.submit(upgraded, model.path(), "--checkpoint-interval", "200ms");
            cluster.announce(AnnouncementAction.ADD, broken.toString());
            awaitLetters(cluster, NEW);
            int figures = cluster.read("midstream.metrics").size();
            cluster.publish(images(60));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> cluster.read("midstream.metrics").size() > figures);
            cancel(cluster, second);

            JobID third = cluster.submit(other, model.path());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(cluster.rest("/jobs/" + third + "/exceptions"))
                                            .contains("Restart the TaskManagers."));
            cancel(cluster, third);
        }
    }

    private static void cancel(Cluster cluster, JobID job) throws Exception {
        cluster.flink().cancelJob(job).get();
        cluster.awaitStatus(job, JobStatus.CANCELED);
    }

    private static List<byte[]> images(int from) {
        return IntStream.range(from, from + 60)
                .mapToObj(i -> IMAGES.encode(TestImages.of(i)))
                .toList();
    }

    private static void awaitLetters(Cluster cluster, String beginning) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(reasons(cluster))
                                        .anyMatch(reason -> reason.startsWith(beginning)));
    }

    private static List<String> reasons(Cluster cluster) throws Exception {
        List<String> reasons = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> letter : cluster.read("midstream.dead-letters")) {
            reasons.add(AvroWire.of(DeadLetter.class).decode(letter.value()).getReason());
        }
        return reasons;
    }
}
