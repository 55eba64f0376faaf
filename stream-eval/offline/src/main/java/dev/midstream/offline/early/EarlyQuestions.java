package dev.midstream.offline.early;

import dev.midstream.images.plan.TestPlan;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.model.Place;
import dev.midstream.offline.requirement.BoundRequirement;
import dev.midstream.offline.requirement.ColumnName;
import dev.midstream.offline.requirement.PairRequirement;
import dev.midstream.offline.requirement.Requirement;
import dev.midstream.offline.result.ReportFigure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns requirements into questions about the items of a plan. */
public final class EarlyQuestions {
    private final TestPlan plan;
    private final List<EvaluatedModel> models;
    private final long seed;
    private final Map<String, Population> populations = new HashMap<>();

    /**
     * Questions about a plan.
     *
     * @param seed of the order of its items
     */
    public EarlyQuestions(TestPlan plan, List<EvaluatedModel> models, long seed) {
        this.plan = plan;
        this.models = List.copyOf(models);
        this.seed = seed;
    }

    /**
     * Makes sure that a requirement can be decided early.
     *
     * @throws IllegalArgumentException if not, with a message for the user
     */
    public static void check(Requirement requirement) {
        if (!requirement.figure().isHitRate()) {
            throw new IllegalArgumentException(
                    "Cannot decide \"%s\" early: only accuracy and top5 have intervals of the whole set. Leave out --early."
                            .formatted(requirement.text()));
        }
    }

    /** The questions of some requirements, one for each column that a bound is for. */
    public List<Asked> of(List<Requirement> requirements) {
        List<Asked> asked = new ArrayList<>();
        for (Requirement requirement : requirements) {
            Population population = population(requirement);
            for (Question question : questions(requirement)) {
                asked.add(new Asked(question, population));
            }
        }
        return asked;
    }

    private List<Question> questions(Requirement requirement) {
        Hits.Share share = share(requirement.figure());
        if (requirement instanceof BoundRequirement bound) {
            List<Place> places = places(bound.column());
            return places.stream()
                    .map(place -> (Question) question(bound, place, share, places.size()))
                    .toList();
        }
        PairRequirement pair = (PairRequirement) requirement;
        return List.of(
                new DifferenceQuestion(
                        pair.text(),
                        places(pair.left()).get(0),
                        places(pair.right()).get(0),
                        share,
                        pair.comparison()));
    }

    private ShareQuestion question(
            BoundRequirement bound, Place place, Hits.Share share, int columns) {
        EvaluatedModel model = models.get(place.model());
        String text =
                columns == 1
                        ? bound.text()
                        : "%s (%s/%s)"
                                .formatted(
                                        bound.text(),
                                        model.modelId(),
                                        model.columnNames().get(place.column()));
        return new ShareQuestion(text, place, share, bound.comparison(), bound.bound());
    }

    private List<Place> places(ColumnName name) {
        List<Place> places = new ArrayList<>();
        for (int model = 0; model < models.size(); model++) {
            for (int column : name.among(models.get(model))) {
                places.add(new Place(model, column));
            }
        }
        return places;
    }

    private static Hits.Share share(ReportFigure figure) {
        return figure.name().equals("top5") ? Hits.Share.TOP5 : Hits.Share.ACCURACY;
    }

    private Population population(Requirement requirement) {
        return populations.computeIfAbsent(
                requirement.cell().text(),
                name -> {
                    List<Integer> items = new ArrayList<>();
                    for (int i = 0; i < plan.conditions().size(); i++) {
                        if (requirement.cell().test(plan.conditions().get(i))) {
                            items.addAll(plan.items().under(i));
                        }
                    }
                    return Population.shuffled(name, items, seed);
                });
    }
}
