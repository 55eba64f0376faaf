package dev.midstream.trainer.sample;

import dev.midstream.ModelPoint;
import dev.midstream.PointRole;
import dev.midstream.engine.TensorFlowRuntime;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.cli.DatasetOptions;
import dev.midstream.trainer.cli.ManifestVersion;
import dev.midstream.trainer.cli.RecomputationProgress;
import dev.midstream.trainer.cli.RecordedRun;
import dev.midstream.trainer.export.ExportPoint;
import dev.midstream.trainer.export.PointChoice;
import dev.midstream.trainer.graph.FrozenModel;
import dev.midstream.trainer.subspace.Subspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        versionProvider = ManifestVersion.class,
        sortOptions = false,
        description =
                "Adds further points of its subspace to a model directory. Their batch-norm"
                        + " statistics are computed from the training images; the points that are"
                        + " there stay as they are.")
public final class SampleCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "Model directory that train wrote. It is replaced all at once.")
    private Path model = Path.of("");

    @Mixin private DatasetOptions dataset = new DatasetOptions();

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

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the random points (default: 0).")
    private long seed;

    @Option(
            names = "--bn-images",
            paramLabel = "N",
            description =
                    "Training images that batch-norm statistics are computed from (default: as"
                            + " many as for the points that are there).")
    private Optional<Integer> batchNormImages = Optional.empty();

    @Override
    public Integer call() throws DatasetException, InvalidModelException, IOException {
        if (samples < 0 || batchNormImages.orElse(1) < 1) {
            throw usage("Invalid --samples or --bn-images: use a positive number");
        }
        ModelDirectory directory = ModelDirectory.open(model);
        List<ExportPoint> added =
                added(directory, RecordedRun.plan(directory.manifest()).subspace());
        ImageDataset split = RecordedRun.training(directory.manifest(), dataset);
        TensorFlowRuntime.start();
        try (RecomputationProgress progress = new RecomputationProgress(System.err);
                RecordedRun run = RecordedRun.open(directory, split, batchNormImages, progress)) {
            checkSize(run.parameters(), directory.manifest().getPoints().size() + added.size());
            progress.expect((long) run.statisticsImages() * added.size());
            ModelExtension.write(directory, run.plan(), added, run.weights(added));
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "Added %s to %s.%n",
                        added.stream().map(ExportPoint::id).collect(Collectors.joining(", ")),
                        model);
        return spec.exitCodeOnSuccess();
    }

    private void checkSize(long parameters, int all) {
        try {
            FrozenModel.checkSize(parameters, all);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
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
        SplittableRandom random = new SplittableRandom(seed);
        List<ExportPoint> added = new ArrayList<>();
        try {
            points.ifPresent(names -> added.addAll(PointChoice.of(subspace, names, 0, random)));
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
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
            added.add(ExportPoint.of("sample-" + next, PointRole.SAMPLE, subspace.sample(random)));
        }
        if (added.isEmpty()) {
            throw usage("Missing --points or --samples: name the points to add");
        }
        return added;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
