package dev.midstream.job.scoring;

import dev.midstream.ModelManifest;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.job.scoring.PointPanel.Ensemble;
import dev.midstream.job.scoring.ScoringSettings.EnsembleChoice;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import dev.midstream.schemas.model.PointSignatures;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which points of which model to score, and how: what the task managers are told.
 *
 * @param location of the model directory: a path that is the same on every machine, or a URI
 * @param panel the selected points, in the order of the manifest, and what is judged of them
 * @param pointIds the selected points
 * @param rows where the selected points are among those that the signatures score
 * @param signaturePoints how many points the signatures score
 * @param classes the classes' names by index
 * @param settings for the engine's gateway, all but the directory
 * @param fingerprint tells this model from any other that comes to lie in the same directory
 */
public record ScoringPlan(
        String location,
        ModelInput input,
        PointPanel panel,
        List<String> pointIds,
        List<Integer> rows,
        int signaturePoints,
        List<String> classes,
        int batchSize,
        Map<String, String> settings,
        String fingerprint)
        implements Serializable {
    /**
     * Makes a plan for a model.
     *
     * @throws IllegalArgumentException if nothing of the model is selected; the message is for a
     *     person
     */
    public static ScoringPlan of(ModelDirectory model, String location, ScoringSettings scoring) {
        ModelManifest manifest = model.manifest();
        PointSelection selection = PointSelection.select(manifest, scoring.points());
        PointSignatures signatures = PointSignatures.of(manifest, selection);
        Map<String, String> settings = settings(manifest);
        settings.put("signatures", String.join("\n", signatures.names()));
        settings.put("batchSize", Integer.toString(scoring.batchSize()));
        settings.put("intraOpThreads", Integer.toString(scoring.intraOpThreads()));
        return new ScoringPlan(
                location,
                new ModelInput(
                        manifest.getInputHeight(),
                        manifest.getInputWidth(),
                        manifest.getInputChannels(),
                        manifest.getClasses().size()),
                panel(manifest, selection, scoring),
                selection.ids(),
                signatures.rows(),
                signatures.points(),
                List.copyOf(manifest.getClasses()),
                scoring.batchSize(),
                Map.copyOf(settings),
                fingerprint(manifest));
    }

    private static PointPanel panel(
            ModelManifest manifest, PointSelection selection, ScoringSettings scoring) {
        boolean only = scoring.points().equals(List.of(PointSelection.ENSEMBLE));
        boolean included =
                scoring.ensemble() == EnsembleChoice.ALWAYS
                        || scoring.points().contains(PointSelection.ENSEMBLE)
                        || (scoring.ensemble() == EnsembleChoice.IF_SEVERAL_POINTS
                                && selection.size() > 1);
        Ensemble ensemble =
                only ? Ensemble.ALONE : included ? Ensemble.INCLUDED : Ensemble.EXCLUDED;
        return PointPanel.of(manifest, selection.ids(), ensemble, scoring.reference());
    }

    private static Map<String, String> settings(ModelManifest manifest) {
        Map<String, String> settings = new HashMap<>();
        settings.put("inputName", manifest.getInputName());
        settings.put("outputName", manifest.getOutputName());
        settings.put("height", Integer.toString(manifest.getInputHeight()));
        settings.put("width", Integer.toString(manifest.getInputWidth()));
        settings.put("channels", Integer.toString(manifest.getInputChannels()));
        settings.put("inputType", manifest.getInputType().name());
        settings.put("inputMean", joined(manifest.getInputMean()));
        settings.put("inputDeviation", joined(manifest.getInputDeviation()));
        settings.put("outputType", manifest.getOutputType().name());
        return settings;
    }

    private static String joined(List<Double> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Returns the id of the model. */
    public String modelId() {
        return panel.modelId();
    }

    /**
     * Opens, on a task manager, the model that the job was submitted with.
     *
     * @throws InvalidModelException if there is none
     * @throws IllegalStateException if there is another one
     */
    ModelDirectory directory() throws InvalidModelException {
        ModelDirectory found = ModelCopies.open(location);
        if (!fingerprint(found.manifest()).equals(fingerprint)) {
            throw new IllegalStateException(
                    "Cannot score with the model in "
                            + location
                            + ": it is another one than at submission. Submit the job again.");
        }
        return found;
    }

    private static String fingerprint(ModelManifest manifest) {
        return manifest.getModelId() + new ArrayList<>(manifest.getFiles());
    }
}
