package dev.midstream.offline.command;

import dev.midstream.ModelManifest;
import dev.midstream.cli.ComputationOptions;
import dev.midstream.cli.PointOptions;
import dev.midstream.cli.Usage;
import dev.midstream.engine.Batching;
import dev.midstream.engine.DeviceChoice;
import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.Engines;
import dev.midstream.evaluation.panel.ColumnTemperatures;
import dev.midstream.evaluation.panel.EnsembleChoice;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options that choose the models to evaluate and their points. */
final class ModelOptions {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description =
                    "Model directory that train or adopt wrote. Give it several times to evaluate"
                            + " several models on the same images.")
    private List<Path> models = new ArrayList<>();

    @Mixin private PointOptions points = new PointOptions();

    @Mixin private ComputationOptions computation = new ComputationOptions(DeviceChoice.AUTO);

    ModelOptions() {}

    /** Whether temperatures are given that models are judged with. */
    boolean scaled() {
        return !points.temperatureLines().isEmpty();
    }

    /**
     * The choice of points and ensembles.
     *
     * @throws IllegalArgumentException if a value is invalid, with a message for the user
     */
    PanelChoice choice() {
        return new PanelChoice(
                points.points(),
                EnsembleChoice.of(points.ensembles()),
                ColumnTemperatures.parse(points.temperatureLines()));
    }

    /**
     * Opens the models.
     *
     * @param command the command whose usage is wrong if a model lacks a point, or two models have
     *     the same name
     * @throws InvalidModelException if a directory is not a model
     * @throws EngineStartException if a model cannot be run as the options say
     */
    List<EvaluatedModel> open(CommandSpec command) throws InvalidModelException {
        PanelChoice choice = Usage.checked(command, this::choice);
        List<ModelDirectory> directories = new ArrayList<>();
        for (Path path : models) {
            directories.add(ModelDirectory.open(path));
        }
        List<Batching> batchings = batchings(command, directories);
        List<ModelManifest> manifests = directories.stream().map(ModelDirectory::manifest).toList();
        List<EvaluatedModel> opened = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < directories.size(); i++) {
            ModelDirectory directory = directories.get(i);
            Batching batching = batchings.get(i);
            PanelChoice own = choice.besideOthers(directory.manifest(), manifests);
            EvaluatedModel model =
                    Usage.checked(command, () -> EvaluatedModel.of(directory, own, batching));
            opened.add(model);
            if (!ids.add(model.modelId())) {
                throw Usage.error(
                        command,
                        "Invalid --model: two models are named %s. Train one with another --model-id."
                                .formatted(model.modelId()));
            }
        }
        Usage.check(command, () -> choice.temperatures().requireOneOf(List.copyOf(ids)));
        return opened;
    }

    private List<Batching> batchings(CommandSpec command, List<ModelDirectory> directories)
            throws InvalidModelException {
        try {
            return ModelBatchings.of(computation, directories, Engines.installed());
        } catch (IllegalArgumentException e) {
            throw Usage.error(command, String.valueOf(e.getMessage()));
        }
    }
}
