package dev.midstream.job.scoring;

import dev.midstream.evaluation.classes.LabelClasses;
import dev.midstream.evaluation.reference.Reference;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** The plans of the models that a job begins with. */
public final class ModelPlans {
    private ModelPlans() {}

    /**
     * Verifies the models and makes their plans.
     *
     * @param locations paths or URIs of model directories
     * @throws InvalidModelException if one cannot be read, or was tampered with
     * @throws IllegalArgumentException if they do not fit together; the message is for a person
     */
    public static List<ScoringPlan> open(List<String> locations, ScoringSettings settings)
            throws InvalidModelException {
        List<ScoringPlan> plans = new ArrayList<>();
        for (String location : locations) {
            String absolute =
                    ModelCopies.isUri(location) ? location : new File(location).getAbsolutePath();
            ModelDirectory model = ModelCopies.open(absolute);
            LabelClasses labels =
                    plans.isEmpty()
                            ? new LabelClasses(model.manifest().getClasses(), settings.classes())
                            : labels(plans, settings);
            ScoringPlan plan = ScoringPlan.of(model, absolute, settings, labels);
            for (ScoringPlan other : plans) {
                requireFit(plan, other);
            }
            plans.add(plan);
        }
        if (settings.reference() instanceof Reference.Fixed fixed) {
            requireJudged(plans, fixed);
        }
        return plans;
    }

    /** Returns the classes that labels are of: those of the first model that count. */
    public static LabelClasses labels(List<ScoringPlan> plans, ScoringSettings settings) {
        return new LabelClasses(plans.get(0).classes(), settings.classes());
    }

    /** Returns the shapes of the images that are shown to some of the models. */
    public static List<ModelInput> shapes(List<ScoringPlan> plans) {
        List<ModelInput> shapes = new ArrayList<>();
        for (ScoringPlan plan : plans) {
            ModelInput shown = plan.input().shown();
            if (!shapes.contains(shown)) {
                shapes.add(shown);
            }
        }
        return shapes;
    }

    private static void requireFit(ScoringPlan plan, ScoringPlan other) {
        if (plan.modelId().equals(other.modelId())) {
            throw new IllegalArgumentException(
                    "Cannot score two models with the id %s: %s and %s. Their figures would be one."
                            .formatted(plan.modelId(), other.location(), plan.location()));
        }
    }

    private static void requireJudged(List<ScoringPlan> plans, Reference.Fixed reference) {
        List<String> judged = new ArrayList<>();
        for (ScoringPlan plan : plans) {
            plan.panel().judgedIds().forEach(id -> judged.add(plan.modelId() + "/" + id));
        }
        if (!judged.contains(reference.point().toString())) {
            throw new IllegalArgumentException(
                    "Cannot compare with %s: judged are %s."
                            .formatted(reference.point(), String.join(", ", judged)));
        }
    }
}
