package dev.midstream.job.metric;

import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.panel.JudgedPoint;
import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.scoring.ScoredImage;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How many records a subtask's local sums send on for an image, by the block of images that goes
 * through all conditions together. {@code deploy/benchmarks/local-sums} runs it.
 */
class LocalSumsBenchmark {
    private static final int CONDITIONS = 96;
    private static final int IMAGES = 2_000;
    private static final int FLUSHES_A_SECOND = 10;
    private static final int SEVERITIES = 5;

    private final PointPanel panel =
            PointPanel.of(
                    "model",
                    ClassMapping.identity(3),
                    1,
                    List.of(new JudgedPoint("a", 0, "", "", List.of(), "", "")));

    @Test
    void recordsAnImage() {
        for (int block : new int[] {1, 4, 8, 16, 32, 64, 256, IMAGES}) {
            StringBuilder line = new StringBuilder("block of %4d:".formatted(block));
            for (int rate : new int[] {100, 1_000, 5_000}) {
                line.append(
                        String.format(
                                Locale.ROOT, "  %d/s: %.3f", rate, recordsAnImage(block, rate)));
            }
            System.out.println(line);
        }
    }

    private double recordsAnImage(int block, int rate) {
        LocalSums sums = new LocalSums();
        long[] records = new long[1];
        int atOnce = rate / FLUSHES_A_SECOND;
        int item = 0;
        for (int first = 0; first < IMAGES; first += block) {
            int size = Math.min(block, IMAGES - first);
            for (int n = 0; n < size * CONDITIONS; n++) {
                sums.add(image(n / size), Windows.NO_WINDOW);
                if (++item % atOnce == 0 || sums.isFull()) {
                    sums.drain(delta -> records[0]++);
                }
            }
        }
        return (double) records[0] / item;
    }

    private ScoredImage image(int condition) {
        ImageContext context =
                new ImageContext(
                        "run",
                        "image",
                        "data",
                        "corruption-" + condition / SEVERITIES,
                        condition % SEVERITIES,
                        0,
                        ImageContext.NO_LABEL);
        return new ScoredImage(context, List.of(new ModelAnswer(panel, new float[] {1, 0, 0})));
    }
}
