package dev.midstream.trainer.sample;

import dev.midstream.ModelPoint;
import dev.midstream.PointRole;
import dev.midstream.cli.SeedOption;
import dev.midstream.cli.Usage;
import dev.midstream.cli.Version;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.cli.RecomputationProgress;
import dev.midstream.trainer.cli.TrainedModelOptions;
import dev.midstream.trainer.export.ExportPoint;
import dev.midstream.trainer.export.PointChoice;
import dev.midstream.trainer.export.frozen.FrozenModel;
import dev.midstream.trainer.recorded.RecordedRun;
import dev.midstream.trainer.recorded.RecordedTraining;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code sample}: adds points to a model that was exported already. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Adds further points of its subspace to a model directory. Their batch-norm"
                        + " statistics are computed from the training images; the points that are"
                        + " there stay as they are. The directory is replaced all at once.")
public final class SampleCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private TrainedModelOptions model = new TrainedModelOptions();

    @Option(
            names = "--points",
            paramLabel = "NAMES",
            description =
                    "Points to add: positions from 0 to 1 on a line or curve, midpoint,"
                            + " endpoints or endpoint-0 ..., with commas between them (default:"
                            + " none).")
    private Optional<String> points = Optional.empty();

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "0",
            description = "Random points to add (default: 0).")
    private int samples;

    @Mixin private SeedOption seed = new SeedOption();

    @Override
    public Integer call() throws DatasetException, InvalidModelException, IOException {
        Usage.check(spec, model::check);
        if (samples < 0) {
            throw usage("Invalid --samples: " + samples + ". Use a number from 0.");
        }
        ModelDirectory directory = model.open();
        List<ExportPoint> added =
                added(directory, RecordedTraining.of(directory.manifest()).plan().subspace());
        ImageDataset split = model.training(directory.manifest());
        try (RecomputationProgress progress = new RecomputationProgress(System.err);
                RecordedRun run =
                        model.run(
                                directory, split, spec.commandLine().getErr()::println, progress)) {
            int all = directory.manifest().getPoints().size() + added.size();
            Usage.check(spec, () -> FrozenModel.checkSize(run.parameterCount(), all));
            progress.expect((long) run.statisticsImages() * added.size());
            ModelExtension.write(directory, added, run.freeze(added));
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "Added %s to %s.%n",
                        added.stream().map(ExportPoint::id).collect(Collectors.joining(", ")),
                        model.path());
        return spec.exitCodeOnSuccess();
    }

    private List<ExportPoint> added(ModelDirectory directory, Subspace subspace) {
        Set<String> taken =
                directory.manifest().getPoints().stream()
                        .map(ModelPoint::getPointId)
                        .collect(Collectors.toCollection(HashSet::new));
        if (subspace.endpoints() == 1) {
            throw usage(
                    "Invalid --model: %s has no subspace to take points of."
                            .formatted(directory.manifest().getModelId()));
        }
        SplittableRandom random = new SplittableRandom(seed.seed());
        List<ExportPoint> added = new ArrayList<>();
        Usage.check(
                spec,
                () ->
                        points.ifPresent(
                                names -> added.addAll(PointChoice.of(subspace, names, 0, random))));
        for (ExportPoint point : added) {
            if (!taken.add(point.id())) {
                throw usage(
                        "Invalid --points: %s has a point %s already."
                                .formatted(directory.manifest().getModelId(), point.id()));
            }
        }
        int next = 0;
        for (int i = 0; i < samples; i++) {
            while (!taken.add("sample-" + next)) {
                next++;
            }
            added.add(another(directory, added, "sample-" + next, subspace, random));
        }
        if (added.isEmpty()) {
            throw usage("Missing --points or --samples: name the points to add");
        }
        return added;
    }

    /** A random point that is not there: the same seed draws those of an earlier call again. */
    private static ExportPoint another(
            ModelDirectory directory,
            List<ExportPoint> added,
            String id,
            Subspace subspace,
            SplittableRandom random) {
        Set<List<Double>> taken =
                Stream.concat(
                                directory.manifest().getPoints().stream()
                                        .map(ModelPoint::getWeights),
                                added.stream().map(ExportPoint::mixing))
                        .collect(Collectors.toSet());
        while (true) {
            ExportPoint point = ExportPoint.of(id, PointRole.SAMPLE, subspace.sample(random));
            if (!taken.contains(point.mixing())) {
                return point;
            }
        }
    }

    private ParameterException usage(String message) {
        return Usage.error(spec, message);
    }
}
