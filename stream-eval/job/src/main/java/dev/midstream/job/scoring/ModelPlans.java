package dev.midstream.job.scoring;

import dev.midstream.evaluation.reference.Reference;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.schemas.model.InvalidModelException;
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
            ScoringPlan plan = ScoringPlan.of(ModelCopies.open(absolute), absolute, settings);
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
        if (!plan.classes().equals(other.classes())) {
            throw new IllegalArgumentException(
                    "Cannot score %s beside %s: its %d classes (%s, ...) are not the other's %d (%s, ...)."
                            .formatted(
                                    plan.modelId(),
                                    other.modelId(),
                                    plan.classes().size(),
                                    plan.classes().get(0),
                                    other.classes().size(),
                                    other.classes().get(0)));
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
