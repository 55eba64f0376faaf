package dev.midstream.publisher.corrupt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.midstream.cli.terminal.Progress;
import dev.midstream.images.Image;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.UnreadableImageException;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.publisher.image.PictureFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorruptedSetWriterTest {
    private static final int IMAGES = 4000;
    private static final Image BLACK = new Image(8, 8, 3, new byte[8 * 8 * 3]);

    @TempDir private Path work;

    @Test
    void write_oneWorkerFails_theOthersStop() {
        CountDownLatch failing = new CountDownLatch(1);
        AtomicInteger read = new AtomicInteger();
        CorruptedSetWriter writer =
                writer(
                        2,
                        () -> {
                            // The one that is asked for its outcome last.
                            if (Thread.currentThread().getName().endsWith("thread-2")) {
                                failing.countDown();
                                throw new UnreadableImageException(
                                        new DatasetException("Cannot read it."));
                            }
                            awaited(failing);
                            read.incrementAndGet();
                            return BLACK;
                        });

        assertThatThrownBy(writer::write)
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read it.");

        assertThat(read.get()).isLessThan(IMAGES / 2);
    }

    @Test
    void write_interrupted_waitsForWorkersBeforeFilesAreClosed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean end = new AtomicBoolean();
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean endedAtReturn = new AtomicBoolean();
        CorruptedSetWriter writer =
                writer(
                        1,
                        () -> {
                            begun.countDown();
                            while (!end.get()) {
                                Thread.onSpinWait();
                            }
                            ended.set(true);
                            return BLACK;
                        });
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread writing =
                new Thread(
                        () -> {
                            try {
                                writer.write();
                            } catch (InterruptedException e) {
                                interrupted.set(true);
                            } catch (DatasetException | IOException e) {
                                throw new IllegalStateException(e);
                            }
                            endedAtReturn.set(ended.get());
                        });
        writing.start();
        begun.await();
        writing.interrupt();
        await().until(() -> !writing.isInterrupted());
        end.set(true);
        writing.join();

        assertThat(endedAtReturn).isTrue();
        assertThat(interrupted).isTrue();
    }

    @Test
    void write_imagesOnDisk_decodesEachOnceForSeveralCorruptions() throws Exception {
        AtomicInteger read = new AtomicInteger();
        Given images =
                new Given(
                        () -> {
                            read.incrementAndGet();
                            return BLACK;
                        },
                        20,
                        false);

        long written =
                writer(2, images, "contrast,brightness,pixelate,fog,jpeg_compression,saturate")
                        .write();

        assertThat(written).isEqualTo(6 * 5 * 20);
        // Once to see that it can be read, once for five corruptions and once for the last.
        assertThat(read.get()).isEqualTo(3 * 20);
        assertThat(work.resolve("c").toFile().list())
                .contains("contrast.npy", "saturate.npy")
                .hasSize(6 + 3);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CorruptedSetWriter writer(int cores, Supplier<Image> image) {
        return writer(cores, new Given(image, IMAGES, true), "contrast");
    }

    private CorruptedSetWriter writer(int cores, Given images, String corruptions) {
        CorruptPlan plan =
                CorruptPlan.of(
                        TestSelection.all(
                                        ConditionGrid.parse(
                                                corruptions, "1-5", CleanImages.EXCLUDED),
                                        0)
                                .of(images),
                        "test",
                        new CorruptPlan.Output(
                                work.resolve("c"), Layout.CIFAR_C, PictureFormat.PNG),
                        "none",
                        0);
        return new CorruptedSetWriter(plan, Progress.NONE, cores);
    }

    /** Images of which each is what is given. */
    private record Given(Supplier<Image> given, int size, boolean inMemory)
            implements ImageDataset {
        @Override
        public String name() {
            return "given";
        }

        @Override
        public List<String> classes() {
            return List.of("0", "1");
        }

        @Override
        public int height() {
            return BLACK.height();
        }

        @Override
        public int width() {
            return BLACK.width();
        }

        @Override
        public int channels() {
            return BLACK.channels();
        }

        @Override
        public String imageId(int index) {
            return "image-" + index;
        }

        @Override
        public int label(int index) {
            return index % 2;
        }

        @Override
        public Image image(int index) {
            return given.get();
        }
    }
}
