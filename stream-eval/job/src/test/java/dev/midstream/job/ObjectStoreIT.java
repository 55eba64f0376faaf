package dev.midstream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.AnnouncementAction;
import dev.midstream.MetricKey;
import dev.midstream.ModelManifest;
import dev.midstream.TestImage;
import dev.midstream.engine.storage.OwnDirectory;
import dev.midstream.job.fixture.Cluster;
import dev.midstream.job.fixture.Expected;
import dev.midstream.job.fixture.Figures;
import dev.midstream.job.fixture.ObjectStore;
import dev.midstream.job.fixture.TestImages;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.job.scoring.ModelCopies;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.wire.AvroWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models in an S3 bucket, which Flink's own file system reads. */
final class ObjectStoreIT {
    private static final AvroWire<TestImage> IMAGES = AvroWire.of(TestImage.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void run_modelsInABucket_scoredAsFromTheirDirectory(@TempDir Path directory) throws Exception {
        List<TestImage> images = IntStream.range(0, 200).mapToObj(TestImages::of).toList();
        try (ObjectStore store = ObjectStore.start(directory);
                Cluster cluster = Cluster.start(directory)) {
            ModelDirectory model = model(directory.resolve("first"), TestModel.MODEL_ID);
            store.createBucket("models");
            store.upload(model.path(), "models/first");
            store.upload(model(directory.resolve("second"), "second").path(), "models/second");
            JobID job =
                    cluster.submit(
                            "s3://models/first",
                            "--remembered-images",
                            "0",
                            "--checkpoint-interval",
                            "200ms");
            cluster.publish(images.stream().map(IMAGES::encode).toList());
            Map<MetricKey, ClassificationSums> expected = Expected.sums(model, images);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(Figures.latestSums(cluster)).isEqualTo(expected));

            cluster.announce(AnnouncementAction.ADD, "s3://models/second");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () -> {
                                cluster.publish(List.of(IMAGES.encode(TestImages.of(200))));
                                return Figures.latest(cluster).keySet().stream()
                                        .anyMatch(key -> key.getModelId().equals("second"));
                            });
            assertThat(cluster.read("midstream.dead-letters")).isEmpty();

            assertThat(copies()).hasSize(2);
            cluster.announce(AnnouncementAction.DROP, "second");
            Awaitility.await().atMost(PATIENCE).until(() -> copies().size() == 1);
            Path first = copies().get(0);
            cluster.flink().cancelJob(job).get();
            cluster.awaitStatus(job, JobStatus.CANCELED);
            Awaitility.await().atMost(PATIENCE).until(() -> copies().isEmpty());
            assertThat(first).doesNotExist();
        }
    }

    /** The copies of models that this process has. */
    private static List<Path> copies() throws IOException {
        List<Path> copies = new ArrayList<>();
        Object directories = System.getProperties().get("dev.midstream.job.model-copies");
        if (directories instanceof Set<?> names) {
            for (Object name : names) {
                Path directory = OwnDirectory.path().resolve("model-copies/" + name);
                try (Stream<Path> files = Files.list(directory)) {
                    copies.addAll(files.toList());
                }
            }
        }
        return copies;
    }

    @Test
    void open_objectThatIsNotThere_oneLine(@TempDir Path directory) throws Exception {
        try (ObjectStore store = ObjectStore.start(directory)) {
            store.createBucket("models");

            assertThatThrownBy(() -> ModelCopies.ofJob().open("s3://models/curve"))
                    .hasMessage(
                            "Cannot copy model s3://models/curve: No such file or directory:"
                                    + " s3://models/curve/manifest.json. Check the URI and the"
                                    + " cluster's file systems.");
        }
    }

    /** One that no earlier run has copied to this machine. */
    private static ModelDirectory model(Path directory, String id) {
        return TestModel.in(
                directory,
                ModelManifest.newBuilder(TestModel.manifest())
                        .setModelId(id)
                        .setTraining(Map.of("copy", UUID.randomUUID().toString()))
                        .build());
    }
}
