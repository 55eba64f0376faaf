package dev.midstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.ImageEncoding;
import dev.midstream.TestImage;
import dev.midstream.job.fixture.Cluster;
import dev.midstream.job.fixture.TestImages;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.wire.AvroWire;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.management.ObjectName;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submissions must leave nothing behind, or a long-running cluster runs out of metaspace. */
final class ClassLoaderIT {
    private static final AvroWire<TestImage> IMAGES = AvroWire.of(TestImage.class);
    private static final int SUBMISSIONS = Integer.getInteger("midstream.submissions", 5);

    @Test
    void submit_manyTimes_atMostOneClassLoaderStays(@TempDir Path directory) throws Exception {
        ModelDirectory model = TestModel.in(directory.resolve("model"));
        try (Cluster cluster = Cluster.start(directory)) {
            List<byte[]> values =
                    IntStream.range(0, 200)
                            .mapToObj(i -> IMAGES.encode(i % 2 == 0 ? TestImages.of(i) : png(i)))
                            .toList();
            cluster.publish(values);
            for (int i = 0; i < SUBMISSIONS; i++) {
                JobID job = cluster.submit(model.path(), "--checkpoint-interval", "200ms");
                int expected = i + 1;
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> cluster.read("midstream.metrics").size() >= expected * 24);
                assertThat(cluster.read("midstream.dead-letters")).isEmpty();
                assertThat(metricsOfTheJobsProducers()).isEmpty();
                cluster.flink().cancelJob(job).get();
                cluster.awaitStatus(job, JobStatus.CANCELED);
            }
            // One: the engine's class loader remembers the code on the stack when it was made.
            // Idle threads of the common pool remember theirs for a minute.
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(ClassLoaderIT::liveJobClassLoaders, count -> count <= 1);
        }
    }

    /** Those that would be registered with the process, which outlives a job. */
    private static Set<ObjectName> metricsOfTheJobsProducers() throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(
                        new ObjectName(
                                "kafka.producer:type=producer-metrics,client-id=producer-stream-eval-*"),
                        null);
    }

    private static TestImage png(int number) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BufferedImage image =
                    new BufferedImage(TestModel.SIDE, TestModel.SIDE, BufferedImage.TYPE_3BYTE_BGR);
            ImageIO.write(image, "png", bytes);
            return TestImages.builder(number)
                    .setEncoding(ImageEncoding.PNG)
                    .setPixels(ByteBuffer.wrap(bytes.toByteArray()))
                    .build();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The histogram is taken after a full collection, so that it counts what is reachable. */
    private static long liveJobClassLoaders() throws Exception {
        String histogram =
                (String)
                        ManagementFactory.getPlatformMBeanServer()
                                .invoke(
                                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                        "gcClassHistogram",
                                        new Object[] {new String[0]},
                                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .filter(
                        line ->
                                line.endsWith(" org.apache.flink.util.ChildFirstClassLoader")
                                        || line.contains(
                                                " org.apache.flink.util.ChildFirstClassLoader "))
                .mapToLong(line -> Long.parseLong(line.trim().split("\\s+")[1]))
                .sum();
    }
}
