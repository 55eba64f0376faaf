package dev.midstream.job.scoring;

import dev.midstream.ModelManifest;
import dev.midstream.evaluation.classes.KnownClasses;
import dev.midstream.evaluation.classes.LabelClasses;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.evaluation.reference.Reference;
import dev.midstream.job.intake.LargerInputs;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.job.intake.ModelLocations;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plans of the models that a job begins with. */
public final class ModelPlans {
    private static final Logger LOGGER = LoggerFactory.getLogger(ModelPlans.class);

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
        List<String> absolute = locations.stream().map(ModelPlans::absolute).toList();
        List<ModelManifest> manifests = new ArrayList<>();
        List<List<String>> classes = new ArrayList<>();
        for (String location : absolute) {
            try (ModelLease lease = ModelCopies.ofJob().open(location)) {
                ModelManifest manifest = lease.directory().manifest();
                manifests.add(manifest);
                classes.add(manifest.getClasses());
            }
        }
        LabelClasses labels = new LabelClasses(KnownClasses.leading(classes), settings.classes());
        List<ScoringPlan> plans = new ArrayList<>();
        for (int i = 0; i < manifests.size(); i++) {
            PanelChoice own = settings.choice().besideOthers(manifests.get(i), manifests);
            ScoringPlan plan =
                    ScoringPlan.of(
                            manifests.get(i), absolute.get(i), settings.judging(own), labels);
            labels.remarks(plan.modelId(), plan.classes()).forEach(LOGGER::info);
            for (ScoringPlan other : plans) {
                requireFit(plan, other);
            }
            plans.add(plan);
        }
        settings.choice()
                .temperatures()
                .requireOneOf(plans.stream().map(ScoringPlan::modelId).toList());
        Objects.requireNonNull(larger(plans));
        if (settings.reference() instanceof Reference.Fixed fixed) {
            requireJudged(plans, fixed);
        }
        return plans;
    }

    private static String absolute(String location) {
        return ModelLocations.isUri(location) ? location : new File(location).getAbsolutePath();
    }

    /** Returns the classes that labels are of. */
    public static LabelClasses labels(List<ScoringPlan> plans, ScoringSettings settings) {
        return new LabelClasses(
                KnownClasses.leading(plans.stream().map(ScoringPlan::classes).toList()),
                settings.classes());
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

    /**
     * Returns what is done to images that are larger than those of the models.
     *
     * @throws IllegalArgumentException if models want different things; the message is for a person
     */
    public static LargerInputs larger(List<ScoringPlan> plans) {
        LargerInputs larger = LargerInputs.REFUSED;
        String first = "";
        for (ScoringPlan plan : plans) {
            LargerInputs own = plan.larger();
            if (own.shape() < 0) {
                continue;
            }
            int shape = shapes(plans).indexOf(plan.input().shown());
            LargerInputs wanted = new LargerInputs(shape, own.shorterSide(), own.crop());
            if (larger.shape() >= 0 && !larger.equals(wanted)) {
                throw new IllegalArgumentException(
                        "Cannot score %s and %s in one job: they want larger images resized in different ways. Start a job for each."
                                .formatted(first, plan.modelId()));
            }
            larger = wanted;
            first = plan.modelId();
        }
        return larger;
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
