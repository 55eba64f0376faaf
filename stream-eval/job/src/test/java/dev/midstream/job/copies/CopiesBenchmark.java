package dev.midstream.job.copies;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processor time and heap for an image that is remembered, by the images so far and the state
 * backend. Half of the images are remembered, and there is a checkpoint for each 50,000. {@code
 * deploy/benchmarks/copies} runs it.
 */
final class CopiesBenchmark {
    private static final int STEPS = 10;
    private static final int IMAGES_A_CHECKPOINT = 50_000;

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void isFirst(String backend, @TempDir Path checkpoints) throws Exception {
        int images = Integer.getInteger("midstream.benchmark.images", 2_000_000);
        try (var harness = CopiesOperator.harness(images / 2, 1, 0)) {
            harness.setStateBackend(
                    backend.equals("rocksdb")
                            ? new EmbeddedRocksDBStateBackend()
                            : new HashMapStateBackend());
            harness.setCheckpointStorage(new FileSystemCheckpointStorage(checkpoints.toUri()));
            harness.open();
            CopiesOperator operator = (CopiesOperator) harness.getOneInputOperator();
            long heapBefore = usedHeap();
            for (int step = 0; step < STEPS; step++) {
                long started = processorTime();
                for (int i = images / STEPS * step; i < images / STEPS * (step + 1); i++) {
                    operator.isFirst(CopiesOperator.image("run", "image-" + i));
                    if (i % IMAGES_A_CHECKPOINT == 0) {
                        harness.snapshot(i, i);
                    }
                }
                long nanos = (processorTime() - started) / (images / STEPS);
                System.out.printf(
                        Locale.ROOT,
                        "%s: %,d images: %,d ns an image%n",
                        backend,
                        images / STEPS * (step + 1),
                        nanos);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d bytes of heap an image%n",
                    backend,
                    (usedHeap() - heapBefore) / images);
        }
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
