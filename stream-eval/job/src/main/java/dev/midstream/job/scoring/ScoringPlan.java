package dev.midstream.job.scoring;

import dev.midstream.ModelManifest;
import dev.midstream.cli.dataset.InputResizing;
import dev.midstream.engine.Batching;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.classes.LabelClasses;
import dev.midstream.evaluation.panel.PanelLayout;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.job.intake.LargerInputs;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.PointSelection;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which points of which model to score, and how: what the task managers are told.
 *
 * @param location of the model directory: a path that is the same on every machine, or a URI
 * @param layout what is judged of the selected points
 * @param pointIds the selected points
 * @param classes the classes' names by index
 * @param larger what is done to images that are larger
 * @param fingerprint tells this model from any other with its id
 */
public record ScoringPlan(
        String location,
        ModelInput input,
        PanelLayout layout,
        List<String> pointIds,
        List<String> classes,
        Batching batching,
        LargerInputs larger,
        String fingerprint)
        implements Serializable {
    /**
     * Makes a plan for a model.
     *
     * @param model its manifest
     * @param labels the classes that labels are of
     * @throws IllegalArgumentException if nothing of the model is selected, or its classes are
     *     others; the message is for a person
     */
    public static ScoringPlan of(
            ModelManifest model, String location, ScoringSettings scoring, LabelClasses labels) {
        Batching batching = scoring.batching().in(scoring.precision().of(model));
        ModelManifest manifest = batching.precision().named(model);
        PointSelection selection = scoring.choice().selection(manifest);
        ClassMapping mapping;
        try {
            mapping = labels.mapping(manifest.getClasses());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Cannot score %s: %s. Models of one job have the same classes, in any order."
                            .formatted(manifest.getModelId(), e.getMessage()),
                    e);
        }
        return new ScoringPlan(
                location,
                new ModelInput(
                        manifest.getInputHeight(),
                        manifest.getInputWidth(),
                        manifest.getInputChannels(),
                        manifest.getClasses().size()),
                PanelLayout.of(
                        manifest,
                        selection,
                        scoring.choice().columns(manifest, selection),
                        scoring.reference(),
                        mapping),
                selection.ids(),
                List.copyOf(manifest.getClasses()),
                batching,
                InputResizing.of(List.of(manifest))
                        .map(images -> LargerInputs.of(0, images))
                        .orElse(LargerInputs.REFUSED),
                fingerprint(model));
    }

    /** Returns the id of the model. */
    public String modelId() {
        return layout.panel().modelId();
    }

    /** Returns what is judged. */
    public PointPanel panel() {
        return layout.panel();
    }

    /**
     * Opens, on a task manager, the model that the job was submitted with. It stays readable until
     * the lease is closed.
     *
     * @throws InvalidModelException if there is none
     * @throws IllegalStateException if there is another one
     */
    ModelLease lease() throws InvalidModelException {
        ModelLease found = ModelCopies.ofJob().open(location);
        if (!fingerprint(found.directory().manifest()).equals(fingerprint)) {
            found.close();
            throw new IllegalStateException(
                    "Cannot score with the model in "
                            + location
                            + ": it is another one than at submission. Submit the job again.");
        }
        return found;
    }

    /** Savepoints have it, so that it stays the same in later versions. */
    private static String fingerprint(ModelManifest manifest) {
        return manifest.getFiles().stream()
                .map(file -> file.getSha256() + " " + file.getPath())
                .sorted()
                .collect(Collectors.joining("\n", manifest.getModelId() + "\n", ""));
    }
}
