package dev.midstream.publisher.corrupt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.publisher.JavaProcess;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much processor time the packaged {@code corrupt} command takes for a 32x32 image, averaged
 * over all 19 corruptions and 5 severities, reading, writing and the start of the process included:
 * on one core and on all. Beside it the JDK's own JPEG encoder and decoder do one of these
 * corruptions to the same images, which tells how fast the machine is at that moment. Not part of a
 * build; {@code deploy/benchmarks/corrupt-rate} runs it.
 */
class CorruptRateBenchmark {

    private static final int IMAGES = Integer.getInteger("midstream.benchmark.images", 1000);
    private static final int ROUNDS = Integer.getInteger("midstream.benchmark.rounds", 5);
    private static final int SIDE = 32;
    private static final int CELLS = 19 * 5;
    private static final Pattern WRITTEN = Pattern.compile("([\\d,]+) of them written in");

    @TempDir private Path directory;

    @Test
    void measure() throws Exception {
        List<BufferedImage> pictures = pictures();
        writeCifar(pictures);
        int cores = Runtime.getRuntime().availableProcessors();
        double[] one = new double[ROUNDS];
        double[] all = new double[ROUNDS];
        double[] jpeg = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            jpeg[round] = jpegMicros(pictures);
            one[round] = corruptMicros("one-" + round, 1);
            all[round] = corruptMicros("all-" + round, cores);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %.0f us of processor time an image on one core, %.0f on %d; the"
                            + " JDK's JPEG %.0f us%n",
                    round + 1,
                    one[round],
                    all[round],
                    cores,
                    jpeg[round]);
        }
        System.out.printf(
                Locale.ROOT,
                "median: %.0f us of processor time an image on one core, %.0f on %d; the JDK's JPEG"
                        + " %.0f us; corrupt / JPEG %.2f%n",
                JavaProcess.median(one),
                JavaProcess.median(all),
                cores,
                JavaProcess.median(jpeg),
                JavaProcess.median(one) / JavaProcess.median(jpeg));
    }

    /** Processor time of the whole command, divided by the images it wrote. */
    private double corruptMicros(String name, int cores) throws Exception {
        Path log = directory.resolve(name + ".txt");
        double seconds =
                JavaProcess.run(
                        log,
                        List.of(
                                "-XX:ActiveProcessorCount=" + cores,
                                "-jar",
                                JavaProcess.publisherJar(),
                                "corrupt",
                                "--dataset",
                                "cifar10",
                                "--data",
                                directory.toString(),
                                "--out",
                                directory.resolve(name).toString()));
        Matcher result = WRITTEN.matcher(Files.readString(log));
        assertThat(result.find()).as(Files.readString(log)).isTrue();
        assertThat(number(result.group(1))).isEqualTo(IMAGES * CELLS);
        return 1e6 * seconds / (IMAGES * CELLS);
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(",", ""));
    }

    /** Processor time of an encoding and a decoding; the best of three passes, when compiled. */
    private static double jpegMicros(List<BufferedImage> pictures) throws Exception {
        ImageIO.setUseCache(false);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double best = Double.MAX_VALUE;
        for (int pass = 0; pass < 3; pass++) {
            long start = threads.getCurrentThreadCpuTime();
            for (BufferedImage picture : pictures) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                ImageIO.write(picture, "jpg", bytes);
                BufferedImage read = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
                assertThat(read.getWidth()).isEqualTo(SIDE);
            }
            long nanos = threads.getCurrentThreadCpuTime() - start;
            best = Math.min(best, nanos / 1e3 / pictures.size());
        }
        return best;
    }

    /** Parts of a large picture, for corruptions cost other than noise what photographs cost. */
    private static List<BufferedImage> pictures() {
        BufferedImage scene = Scene.draw(512);
        Random random = new Random(1);
        List<BufferedImage> pictures = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            BufferedImage part = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
            int left = random.nextInt(512 - SIDE);
            int top = random.nextInt(512 - SIDE);
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    part.setRGB(x, y, scene.getRGB(left + x, top + y));
                }
            }
            pictures.add(part);
        }
        return pictures;
    }

    private void writeCifar(List<BufferedImage> pictures) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (BufferedImage picture : pictures) {
            file.write(0);
            for (int shift = 16; shift >= 0; shift -= 8) {
                for (int i = 0; i < SIDE * SIDE; i++) {
                    file.write(picture.getRGB(i % SIDE, i / SIDE) >> shift);
                }
            }
        }
        Files.write(directory.resolve("test_batch.bin"), file.toByteArray());
    }
}
