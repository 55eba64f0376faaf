package dev.midstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TensorFlow's threads belong to the process, so only one of its own shows how many there are. */
class ThreadsIT {
    private static final int MANY = 40;

    @TempDir private Path directory;

    /** Threads of a process that is in the midst of training. */
    private long threads(String name, int threads) throws Exception {
        TrainerProcess process =
                TrainerProcess.start(
                        directory.resolve(name + ".log"),
                        List.of(
                                ("train --dataset image-folder --data %s --out %s --network"
                                     + " cresnet8-w8 --batch-size 32 --epochs 500 --device cpu"
                                     + " --precision float32 --threads %d")
                                        .formatted(
                                                directory.resolve("images"),
                                                directory.resolve(name),
                                                threads)
                                        .split(" ", -1)));
        Path checkpoint = directory.resolve(name + ".checkpoint");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Files.exists(checkpoint) || !process.running());
        assertThat(process.running()).as(process.output()).isTrue();
        long counted = process.threads();
        process.kill();
        return counted;
    }

    @Test
    void train_threads_areAsManyAsAskedFor() throws Exception {
        PatternImages.write(directory.resolve("images"), 40, 2);
        long one = threads("one", 1);
        long many = threads("many", MANY);
        assertThat(many - one).isBetween(MANY - 10L, MANY + 10L);
    }
}
