package dev.midstream.job.scoring;

import dev.midstream.ModelManifest;
import dev.midstream.engine.Batching;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.job.scoring.PointPanel.Ensemble;
import dev.midstream.job.scoring.ScoringSettings.EnsembleChoice;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which points of which model to score, and how: what the task managers are told.
 *
 * @param location of the model directory: a path that is the same on every machine, or a URI
 * @param panel the selected points, in the order of the manifest, and what is judged of them
 * @param pointIds the selected points
 * @param classes the classes' names by index
 * @param fingerprint tells this model from any other that comes to lie in the same directory
 */
public record ScoringPlan(
        String location,
        ModelInput input,
        PointPanel panel,
        List<String> pointIds,
        List<String> classes,
        Batching batching,
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
        return new ScoringPlan(
                location,
                new ModelInput(
                        manifest.getInputHeight(),
                        manifest.getInputWidth(),
                        manifest.getInputChannels(),
                        manifest.getClasses().size()),
                panel(manifest, selection, scoring),
                selection.ids(),
                List.copyOf(manifest.getClasses()),
                scoring.batching(),
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
