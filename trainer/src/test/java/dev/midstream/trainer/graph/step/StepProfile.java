package dev.midstream.trainer.graph.step;

import dev.midstream.evaluation.subspace.Line;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.ImageSource;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.subspace.Draw;
import dev.midstream.trainer.subspace.Endpoints;
import dev.midstream.trainer.subspace.Sampling;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.StepStats;

/** Where a training step of a line spends its time, by TensorFlow's own trace. */
final class StepProfile {
    private static final int STEPS = 10;
    private static final int ROWS = 16;

    private StepProfile() {}

    static void print(Network network, ImageShape shape, Batch images, Execution execution) {
        ParameterLayout layout = ParameterLayout.of(network, shape);
        StepPlan plan =
                new StepPlan(
                        2,
                        1,
                        Objective.REFERENCE,
                        new Optimiser(0.9, 1e-4, 0),
                        Normalisation.IMAGENET);
        SplittableRandom random = new SplittableRandom(1);
        Map<String, Double> milliseconds = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        try (TrainingGraph graph =
                new TrainingGraph(
                        network,
                        shape,
                        plan,
                        execution,
                        images.windows().isPresent() ? ImageSource.RESIDENT : ImageSource.FED)) {
            graph.assign(Endpoints.initial(layout, 2, random));
            int modules = layout.modules().size();
            for (int i = 0; i < STEPS; i++) {
                Draw draw = Draw.sample(new Line(), Sampling.REFERENCE, modules, random);
                StepStats stats = graph.trace(images, draw);
                if (i >= STEPS / 2) {
                    add(stats, milliseconds, counts);
                }
            }
        }
        int traced = STEPS - STEPS / 2;
        double all = milliseconds.values().stream().mapToDouble(Double::doubleValue).sum();
        System.out.printf(
                Locale.ROOT,
                "A traced step of a line in %s, operations in %d threads side by side: %.1f"
                        + " ms%n",
                execution.precision().name().toLowerCase(Locale.ROOT),
                execution.threads(),
                all / traced);
        milliseconds.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(ROWS)
                .forEach(
                        entry ->
                                System.out.printf(
                                        Locale.ROOT,
                                        "%-44s %8.2f ms %5.1f %% %5d operations%n",
                                        entry.getKey(),
                                        entry.getValue() / traced,
                                        100 * entry.getValue() / all,
                                        counts.get(entry.getKey()) / traced));
    }

    /** A label reads {@code name = Operation(inputs)}. */
    private static void add(
            StepStats stats, Map<String, Double> milliseconds, Map<String, Integer> counts) {
        for (DeviceStepStats device : stats.getDevStatsList()) {
            for (NodeExecStats node : device.getNodeStatsList()) {
                String label = node.getTimelineLabel();
                String operation = label.replaceAll(".*= ([A-Za-z0-9_]+).*", "$1");
                long micros = node.getOpEndRelMicros() - node.getOpStartRelMicros();
                milliseconds.merge(operation, micros / 1e3, Double::sum);
                counts.merge(operation, 1, Integer::sum);
            }
        }
    }
}
