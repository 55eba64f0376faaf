package dev.midstream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.MetricKey;
import dev.midstream.TestImage;
import dev.midstream.job.fixture.Cluster;
import dev.midstream.job.fixture.Figures;
import dev.midstream.job.fixture.OnnxTwin;
import dev.midstream.job.fixture.TestImages;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One network as a SavedModel and as ONNX, side by side in the built job. */
final class OnnxIT {
    private static final AvroWire<TestImage> IMAGES = AvroWire.of(TestImage.class);
    private static final int COUNT = 600;

    @Test
    void run_sameNetworkWithBothEngines_sameCounts(@TempDir Path directory) throws Exception {
        ModelDirectory saved = TestModel.in(directory.resolve("saved"));
        Path onnx = OnnxTwin.in(directory.resolve("onnx")).path();
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.publish(
                    IntStream.range(0, COUNT)
                            .mapToObj(i -> IMAGES.encode(TestImages.of(i)))
                            .toList());

            JobID job = cluster.submit(saved.path(), "--model", onnx.toString(), "--bounded");
            cluster.awaitStatus(job, JobStatus.FINISHED);

            Map<MetricKey, ClassificationSums> sums = Figures.latestSums(cluster);
            long compared = 0;
            for (Map.Entry<MetricKey, ClassificationSums> entry : sums.entrySet()) {
                MetricKey key = entry.getKey();
                if (key.getModelId().equals(OnnxTwin.MODEL_ID)) {
                    MetricKey twin =
                            MetricKey.newBuilder(key)
                                    .setModelId(TestModel.MODEL_ID)
                                    .setPointId("midpoint")
                                    .build();
                    assertSame(entry.getValue(), Objects.requireNonNull(sums.get(twin)));
                    compared += entry.getValue().count();
                }
            }
            assertThat(compared).isGreaterThanOrEqualTo(COUNT);
            assertThat(cluster.read("midstream.dead-letters")).isEmpty();
        }
    }

    /** They round differently, but not by so much that an answer changes. */
    private static void assertSame(ClassificationSums one, ClassificationSums other) {
        assertThat(one.count()).isEqualTo(other.count());
        assertThat(one.correct()).isEqualTo(other.correct());
        assertThat(one.confidence()).isCloseTo(other.confidence(), within(1e-3));
    }
}
