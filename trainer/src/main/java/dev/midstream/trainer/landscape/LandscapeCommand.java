package dev.midstream.trainer.landscape;

import dev.midstream.cli.EceBins;
import dev.midstream.cli.SeedOption;
import dev.midstream.cli.Usage;
import dev.midstream.cli.Version;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
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

    @Mixin private GridOptions gridOptions = new GridOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "Measures the first N test images of a seeded permutation (default: all).")
    private Optional<Integer> limit = Optional.empty();

    @Mixin private SeedOption seed = new SeedOption();

    @Mixin private EceBins eceBins = new EceBins();

    @Override
    public Integer call()
            throws DatasetException, InvalidModelException, IOException, InterruptedException {
        check();
        ModelDirectory directory = model.open();
        Subspace subspace = RecordedTraining.of(directory.manifest()).plan().subspace();
        List<GridPoint> grid = Usage.checked(spec, () -> gridOptions.grid(subspace));
        Files.createDirectories(out);
        ImageDataset training = model.training(directory.manifest());
        TestPlan plan = testPlan();
        List<Measured> measured;
        try (RecomputationProgress progress = new RecomputationProgress(System.err);
                RecordedRun run =
                        model.run(
                                directory,
                                training,
                                spec.commandLine().getErr()::println,
                                progress)) {
            progress.expect((long) run.statisticsImages() * grid.size());
            measured = new GridModels(directory, run, plan, eceBins.count()).measure(grid);
        }
        LandscapeFiles files = new LandscapeFiles(out);
        files.writeTable(measured, gridOptions.coordinates(subspace));
        files.writePictures(gridOptions.drawings(subspace, measured));
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

    /**
     * Checks the values of the options, as far as they tell without a model.
     *
     * @throws ParameterException if one is invalid, with a message for the user
     */
    public void check() {
        Usage.check(spec, model::check);
        Usage.check(spec, model::checkSplits);
        if (limit.orElse(1) < 1) {
            throw usage("Invalid --limit: " + limit.get() + ". Use a number from 1");
        }
        Usage.check(spec, gridOptions::check);
        Usage.check(spec, eceBins::count);
    }

    private TestPlan testPlan() throws DatasetException {
        ConditionGrid clean = ConditionGrid.parse("none", "1", CleanImages.INCLUDED);
        TestSelection selection = TestSelection.all(clean, seed.seed());
        return limit.map(selection::limitedTo).orElse(selection).of(model.test());
    }

    private ParameterException usage(String message) {
        return Usage.error(spec, message);
    }
}
