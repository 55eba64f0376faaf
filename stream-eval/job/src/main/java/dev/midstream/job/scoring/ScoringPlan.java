package dev.midstream.job.scoring;

import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.schemas.metric.Reference;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which points of which model to score, and how: what the task managers are told.
 *
 * @param directory of the model, at the same path on every machine
 * @param panel the selected points, in the order of the manifest, and what is judged of them
 * @param rows where the selected points are among those that the signature scores
 * @param signaturePoints how many points the signature scores
 * @param settings for the engine's gateway
 * @param fingerprint tells this model from any other that comes to lie in the same directory
 */
public record ScoringPlan(
        String directory,
        ModelInput input,
        PointPanel panel,
        List<Integer> rows,
        int signaturePoints,
        int batchSize,
        Map<String, String> settings,
        String fingerprint)
        implements Serializable {
    /** Selects every point. */
    public static final List<String> ALL = List.of("all");

    /** When the ensemble of the points is judged. */
    public enum EnsembleChoice {
        ALWAYS,
        NEVER,
        IF_SEVERAL_POINTS;

        PointPanel.Ensemble forPoints(int count) {
            boolean included = this == ALWAYS || (this == IF_SEVERAL_POINTS && count > 1);
            return included ? PointPanel.Ensemble.INCLUDED : PointPanel.Ensemble.EXCLUDED;
        }
    }

    /** Returns the id of the model. */
    public String modelId() {
        return panel.modelId();
    }

    /**
     * Makes a plan for a model.
     *
     * <p>Several points are scored together, by the signature that scores all of them, as the
     * offline evaluation does: another signature may round otherwise.
     *
     * @param wanted ids of points, or {@link #ALL}
     * @throws IllegalArgumentException if the model has no such point; the message is for a person
     */
    public static ScoringPlan of(
            ModelDirectory model,
            List<String> wanted,
            EnsembleChoice ensemble,
            Reference reference,
            int batchSize,
            int intraOpThreads) {
        ModelManifest manifest = model.manifest();
        List<String> names = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        Set<String> missing = new HashSet<>(wanted);
        for (int row = 0; row < manifest.getPoints().size(); row++) {
            String id = manifest.getPoints().get(row).getPointId();
            if (wanted.equals(ALL) || wanted.contains(id)) {
                names.add(id);
                rows.add(row);
                missing.remove(id);
            }
        }
        if (!wanted.equals(ALL) && !missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot score point %s: the model %s has the points %s."
                            .formatted(
                                    String.join(", ", missing.stream().sorted().toList()),
                                    manifest.getModelId(),
                                    String.join(", ", ids(manifest))));
        }
        boolean single = rows.size() == 1;
        Map<String, String> settings = new HashMap<>();
        settings.put("directory", model.path().toAbsolutePath().toString());
        settings.put(
                "signature",
                single
                        ? manifest.getPoints().get(rows.get(0)).getSignature()
                        : manifest.getAllPointsSignature());
        settings.put("inputName", manifest.getInputName());
        settings.put("outputName", manifest.getOutputName());
        settings.put("height", Integer.toString(manifest.getInputHeight()));
        settings.put("width", Integer.toString(manifest.getInputWidth()));
        settings.put("channels", Integer.toString(manifest.getInputChannels()));
        settings.put("batchSize", Integer.toString(batchSize));
        settings.put("intraOpThreads", Integer.toString(intraOpThreads));
        return new ScoringPlan(
                model.path().toAbsolutePath().toString(),
                new ModelInput(
                        manifest.getInputHeight(),
                        manifest.getInputWidth(),
                        manifest.getInputChannels(),
                        manifest.getClasses().size()),
                PointPanel.of(manifest, names, ensemble.forPoints(names.size()), reference),
                single ? List.of(0) : List.copyOf(rows),
                single ? 1 : manifest.getPoints().size(),
                batchSize,
                Map.copyOf(settings),
                fingerprint(manifest));
    }

    /**
     * Checks on a task manager that the directory holds the model that the job was submitted with.
     *
     * @throws InvalidModelException if it holds none
     * @throws IllegalStateException if it holds another one
     */
    void verify() throws InvalidModelException {
        ModelManifest found = ModelDirectory.open(Path.of(directory)).manifest();
        if (!fingerprint(found).equals(fingerprint)) {
            throw new IllegalStateException(
                    "Cannot score with the model in "
                            + directory
                            + ": it is another one than at submission. Submit the job again.");
        }
    }

    private static String fingerprint(ModelManifest manifest) {
        return manifest.getModelId() + manifest.getFiles();
    }

    private static List<String> ids(ModelManifest manifest) {
        return manifest.getPoints().stream().map(ModelPoint::getPointId).toList();
    }
}
