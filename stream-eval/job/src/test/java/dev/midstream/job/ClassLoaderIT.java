package dev.midstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.ImageEncoding;
import dev.midstream.TestImage;
import dev.midstream.job.fixture.Cluster;
import dev.midstream.job.fixture.Diagnostics;
import dev.midstream.job.fixture.NativeMemory;
import dev.midstream.job.fixture.OnnxTwin;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.management.ObjectName;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submissions must leave nothing behind, or a long-running cluster runs out of memory. */
final class ClassLoaderIT {
    private static final AvroWire<TestImage> IMAGES = AvroWire.of(TestImage.class);
    private static final int SUBMISSIONS = 20;
    private static final int SAMPLES = 5;

    /** At least so many records of figures come of the images and both models. */
    private static final int FIGURES = 24;

    /**
     * MiB that may be added between the two sets of samples, ten submissions apart; 0.2 were
     * measured. A session of these models that is not closed costs 0.8 MiB with TensorFlow and 1.1
     * with ONNX Runtime (measured with scorers that were kept), so one for each submission 8 and
     * 11.
     */
    private static final double NOISE = 4;

    /** One thread more for each submission would be ten. */
    private static final int THREADS_OF_NOISE = 5;

    @Test
    void submit_manyTimes_nothingStays(@TempDir Path directory) throws Exception {
        ModelDirectory saved = TestModel.in(directory.resolve("saved"));
        ModelDirectory onnx = OnnxTwin.in(directory.resolve("onnx"));
        List<NativeMemory> memory = new ArrayList<>();
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.publish(
                    IntStream.range(0, 200)
                            .mapToObj(i -> IMAGES.encode(i % 2 == 0 ? TestImages.of(i) : png(i)))
                            .toList());
            for (int i = 0; i < SUBMISSIONS; i++) {
                runUntilThereAreFigures(cluster, saved, onnx);
                // The first ones are not compared.
                if (i >= SAMPLES && NativeMemory.isCounted()) {
                    // It collects first, which releases what waits for that.
                    assertThat(liveJobClassLoaders()).isPositive();
                    memory.add(NativeMemory.now());
                }
            }
            // One: the engine's class loader remembers the code on the stack when it was made.
            // Idle threads of the common pool remember theirs for a minute.
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(ClassLoaderIT::liveJobClassLoaders, count -> count <= 1);
        }
        Assumptions.assumeTrue(
                NativeMemory.isCounted(),
                "Native memory is not compared: that takes glibc 2.33 or newer.");
        assertNothingAdded(
                memory.subList(0, SAMPLES), memory.subList(memory.size() - SAMPLES, memory.size()));
    }

    private static void runUntilThereAreFigures(
            Cluster cluster, ModelDirectory saved, ModelDirectory onnx) throws Exception {
        int before = cluster.read("midstream.metrics").size();
        JobID job =
                cluster.submit(
                        saved.path(),
                        "--model",
                        onnx.path().toString(),
                        "--checkpoint-interval",
                        "200ms");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> cluster.read("midstream.metrics").size() >= before + FIGURES);
        assertThat(cluster.read("midstream.dead-letters")).isEmpty();
        assertThat(metricsOfTheJobsProducers()).isEmpty();
        cluster.flink().cancelJob(job).get();
        cluster.awaitStatus(job, JobStatus.CANCELED);
    }

    /** The least of several samples: what a job or a collection holds for a moment goes again. */
    private static void assertNothingAdded(List<NativeMemory> before, List<NativeMemory> after) {
        assertThat(least(after, NativeMemory::allocated))
                .as("MiB that native code has allocated")
                .isLessThan(least(before, NativeMemory::allocated) + NOISE);
        assertThat(least(after, NativeMemory::threads))
                .as("threads")
                .isLessThan(least(before, NativeMemory::threads) + THREADS_OF_NOISE);
        Set<String> libraries = before.get(0).libraries();
        assertThat(libraries)
                .anyMatch(file -> file.endsWith("/libtensorflow_cc.so.2"))
                .anyMatch(file -> file.endsWith("/libonnxruntime.so"));
        assertThat(after).allMatch(memory -> memory.libraries().equals(libraries));
    }

    private static double least(
            List<NativeMemory> samples, ToDoubleFunction<NativeMemory> quantity) {
        return samples.stream().mapToDouble(quantity).min().orElseThrow();
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
        String histogram = Diagnostics.run("gcClassHistogram");
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
