package dev.midstream.trainer.landscape;

import dev.midstream.cli.EceBins;
import dev.midstream.cli.Usage;
import dev.midstream.cli.Version;
import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.evaluation.subspace.OneDimensional;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.cli.RecomputationProgress;
import dev.midstream.trainer.cli.TrainedModelOptions;
import dev.midstream.trainer.recorded.RecordedRun;
import dev.midstream.trainer.recorded.RecordedTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code landscape}: measures and draws a whole subspace. */
@Command(
        name = "landscape",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Measures accuracy, calibration error and loss along a line or curve, or over the"
                        + " plane of a simplex of three endpoints, and writes them as CSV, PNG and"
                        + " SVG. Batch-norm statistics are computed for every place.")
public final class LandscapeCommand implements Callable<Integer> {
    private static final double LINE_STEP = 0.05;
    private static final double PLANE_STEP = 0.1;
    private static final int PLANE_ENDPOINTS = 3;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private TrainedModelOptions model = new TrainedModelOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "Directory for landscape.csv, landscape.png and landscape.svg; created if it"
                            + " is not there.")
    private Path out = Path.of("");

    @Option(
            names = "--step",
            paramLabel = "S",
            description =
                    "Distance between places, in positions or mixing weights, from 0.001 to"
                            + " 0.5; 1 must be a multiple of it (default: 0.05; on a plane 0.1).")
    private Optional<Double> step = Optional.empty();

    @Option(
            names = "--beyond",
            paramLabel = "B",
            defaultValue = "0.1",
            description =
                    "How far the places go beyond the endpoints, in positions or mixing"
                            + " weights, from 0 to 1 (default: 0.1).")
    private double beyond;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "Measures the first N test images of a seeded permutation (default: all).")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the limit (default: 0).")
    private long seed;

    @Mixin private EceBins eceBins = new EceBins();

    @Override
    public Integer call()
            throws DatasetException, InvalidModelException, IOException, InterruptedException {
        checkValues();
        ModelDirectory directory = model.open();
        Subspace subspace = RecordedTraining.of(directory.manifest()).plan().subspace();
        List<GridPoint> grid = grid(subspace);
        Files.createDirectories(out);
        ImageDataset training = model.training(directory.manifest());
        TestPlan plan = testPlan();
        TensorFlowRuntime.start();
        List<Measured> measured;
        try (RecomputationProgress progress = new RecomputationProgress(System.err);
                RecordedRun run = model.run(directory, training, progress)) {
            progress.expect((long) run.statisticsImages() * grid.size());
            measured = new GridModels(directory, run, plan, eceBins.count()).measure(grid);
        }
        write(subspace, measured);
        Measured best =
                measured.stream()
                        .max((a, b) -> Double.compare(a.accuracy(), b.accuracy()))
                        .orElseThrow();
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "Measured %d places on %,d test images; the most accurate is at %s: %.2f"
                                + " %%, ECE %.4f, loss %.4f. Wrote %s.%n",
                        measured.size(),
                        plan.images().size(),
                        best.point().coordinates(),
                        100 * best.accuracy(),
                        best.ece(),
                        best.loss(),
                        out);
        return spec.exitCodeOnSuccess();
    }

    private void checkValues() {
        Usage.check(spec, model::check);
        if (limit.orElse(1) < 1) {
            throw usage("Invalid --limit: " + limit.get() + ". Use a number from 1");
        }
        if (!(beyond >= 0 && beyond <= 1)) {
            throw usage("Invalid --beyond: " + beyond + ". Use a number from 0 to 1");
        }
        double distance = step.orElse(LINE_STEP);
        boolean divides = Math.abs(1 / distance - Math.round(1 / distance)) < 1e-6;
        if (!(distance >= 0.001 && distance <= 0.5) || !divides) {
            throw usage(
                    "Invalid --step: "
                            + distance
                            + ". Use a number from 0.001 to 0.5 that divides 1, such as 0.05");
        }
        Usage.check(spec, eceBins::count);
    }

    private List<GridPoint> grid(Subspace subspace) {
        if (subspace instanceof OneDimensional path) {
            return GridPoint.along(path, step.orElse(LINE_STEP), beyond);
        }
        if (subspace.endpoints() != PLANE_ENDPOINTS) {
            throw usage(
                    "Invalid --model: it is no line, curve or simplex of three endpoints, so that"
                            + " there is nothing to draw");
        }
        return GridPoint.onPlane(step.orElse(PLANE_STEP), beyond);
    }

    private TestPlan testPlan() throws DatasetException {
        ConditionGrid clean = ConditionGrid.parse("none", "1", CleanImages.INCLUDED);
        TestSelection selection = TestSelection.all(clean, seed);
        return limit.map(selection::limitedTo).orElse(selection).of(model.test());
    }

    private void write(Subspace subspace, List<Measured> measured) throws IOException {
        boolean line = subspace instanceof OneDimensional;
        List<String> rows = new ArrayList<>();
        rows.add(
                (line ? "position" : "weight1,weight2")
                        + mixingHeader(measured.get(0).point().mixing().size())
                        + ",accuracy,ece,loss");
        for (Measured m : measured) {
            List<Double> numbers = new ArrayList<>(m.point().coordinates());
            numbers.addAll(m.point().mixing());
            numbers.addAll(List.of(m.accuracy(), m.ece(), m.loss()));
            rows.add(numbers.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        Files.write(out.resolve("landscape.csv"), rows);
        List<Drawing> drawings = new ArrayList<>();
        for (FigureChart chart : FigureChart.all()) {
            drawings.add(
                    line
                            ? chart.alongLine(measured)
                            : chart.overPlane(measured, step.orElse(PLANE_STEP)));
        }
        Picture picture = new Picture(FigureChart.WIDTH, drawings);
        picture.writePng(out.resolve("landscape.png"));
        picture.writeSvg(out.resolve("landscape.svg"));
    }

    private static String mixingHeader(int endpoints) {
        StringBuilder header = new StringBuilder();
        for (int i = 0; i < endpoints; i++) {
            header.append(",mixing").append(i);
        }
        return header.toString();
    }

    private ParameterException usage(String message) {
        return Usage.error(spec, message);
    }
}
