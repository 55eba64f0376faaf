package dev.midstream.trainer.train;

import dev.midstream.trainer.export.ExportPoint;
import dev.midstream.trainer.export.PointChoice;
import dev.midstream.trainer.network.Norm;
import dev.midstream.trainer.recipe.SubspacePlan;
import dev.midstream.trainer.training.TrainingPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Option;

/** Options that choose the points to export and the images for their statistics. */
final class ExportOptions {
    private static final int DEFAULT_SAMPLES = 2;

    @Option(
            names = "--points",
            paramLabel = "NAMES",
            defaultValue = PointChoice.DEFAULT,
            description =
                    "Points to export: midpoint, endpoints, endpoint-0 ..., and positions from 0 to"
                            + " 1 on a line or curve, with commas between them (default:"
                            + " ${DEFAULT-VALUE}). An ensemble is exported as its members.")
    private String points = PointChoice.DEFAULT;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description =
                    "Random points to export beside them (default: 2; of a single network 0).")
    private Optional<Integer> samples = Optional.empty();

    @Option(
            names = "--bn-images",
            paramLabel = "N",
            description =
                    "Training images that the batch-norm statistics of each exported point are"
                            + " computed from (default: all; none with --norm group).")
    private Optional<Integer> batchNormImages = Optional.empty();

    /**
     * The points to export, the one to serve by default first.
     *
     * @throws IllegalArgumentException if an option is invalid, with a message that says how
     */
    List<ExportPoint> points(SubspacePlan plan, RandomGenerator random) {
        if (batchNormImages.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "Invalid --bn-images: " + batchNormImages.get() + ". Use a number from 1.");
        }
        if (samples.orElse(0) < 0) {
            throw new IllegalArgumentException(
                    "Invalid --samples: " + samples.get() + ". Use a number from 0.");
        }
        if (plan.members() == 1) {
            return PointChoice.of(plan.subspace(), points, samples(plan), random);
        }
        if (!points.equals(PointChoice.DEFAULT) || samples.orElse(0) > 0) {
            throw new IllegalArgumentException(
                    "Invalid --points or --samples: an ensemble is exported as its members. Leave"
                            + " them out.");
        }
        return ExportPoint.members(plan.members());
    }

    private int samples(SubspacePlan plan) {
        return samples.orElse(plan.subspace().endpoints() == 1 ? 0 : DEFAULT_SAMPLES);
    }

    /** The number of training images that the statistics of each point are computed from. */
    int statisticsImages(Norm norm, int images) {
        return switch (norm) {
            case BATCH -> Math.min(batchNormImages.orElse(images), images);
            case GROUP -> 0;
        };
    }

    /** Records the options by name. */
    void addTo(TrainingPlan plan, int images, Map<String, String> options) {
        options.put("points", points);
        options.put("samples", Integer.toString(samples(plan.recipe().subspace())));
        options.put("bn-images", Integer.toString(statisticsImages(plan.network().norm(), images)));
    }
}
