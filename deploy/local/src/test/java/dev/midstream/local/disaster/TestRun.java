package dev.midstream.local.disaster;

import dev.midstream.RobustnessMetric;
import dev.midstream.embedded.PatternImages;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.local.Shell;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small network, images, and what the offline evaluator counts of them.
 *
 * @param data the data set
 * @param model the model directory
 * @param offline the sums that a stream has to end with
 */
record TestRun(Path data, Path model, List<RobustnessMetric> offline) {
    static final String RUN = "disaster";
    static final String POINTS = "midpoint,endpoint-0,sample-0";
    static final int IMAGES = 300;

    /** Two corruptions at five severities, and clean. */
    static final int CONDITIONS = 11;

    static final String SELECTION = " --corruptions snow,contrast --severities 1-5 --run-id " + RUN;

    /** Trains and evaluates. */
    static TestRun in(Path directory, Shell shell) throws Exception {
        Path data = Files.createDirectory(directory.resolve("images"));
        Path model = directory.resolve("model");
        Path json = directory.resolve("offline.json");
        PatternImages.write(data, 600, IMAGES);
        String dataset = " --dataset cifar10 --data " + data;
        shell.succeed(
                "java -jar trainer/target/trainer.jar train --network cresnet8-w8 --epochs 1"
                        + " --warmup-epochs 0 --batch-size 32 --bn-images 320 --samples 1 --out "
                        + model
                        + dataset);
        shell.succeed(
                "java -jar trainer/target/trainer.jar evaluate --points %s --model %s --json %s"
                                .formatted(POINTS, model, json)
                        + dataset
                        + SELECTION);
        try (InputStream stream = Files.newInputStream(json)) {
            return new TestRun(data, model, RobustnessMetrics.readJson(stream));
        }
    }
}
