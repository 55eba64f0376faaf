package dev.midstream.trainer.reproduce.plan;

import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.trainer.recipe.SubspacePlan;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A way to train.
 *
 * @param label how tables and pictures call it
 * @param train options of {@code train}, those of the plan included
 * @param evaluate options of {@code evaluate} by the name of the evaluation, those of the plan
 *     included
 * @param seeds a run each
 * @param noise rates of label noise, a run each
 * @param choice an option whose value is chosen first, if there is one
 * @param landscape options of {@code landscape}, if the subspace is to be drawn
 */
public record Method(
        String name,
        String label,
        Map<String, String> train,
        Map<String, Map<String, String>> evaluate,
        List<Long> seeds,
        List<Double> noise,
        Optional<Choice> choice,
        Optional<Map<String, String>> landscape) {
    private static final int CORNERS_OF_PLANES = 3;

    public Method {
        train = Collections.unmodifiableMap(new LinkedHashMap<>(train));
        evaluate = Collections.unmodifiableMap(new LinkedHashMap<>(evaluate));
        seeds = List.copyOf(seeds);
        noise = List.copyOf(noise);
    }

    /** The column that stands for the method where none is named. */
    public String mainColumn() {
        return members() > 1 ? "ensemble" : "midpoint";
    }

    /**
     * The subspace that it learns; of an ensemble that of one network.
     *
     * @throws IllegalArgumentException if there is none of that name or size, with a message that
     *     says what there is
     */
    public Subspace subspace() {
        return SubspacePlan.subspace(
                Optional.ofNullable(train.get("subspace")),
                train.containsKey("endpoints")
                        ? OptionalInt.of(number("endpoints", 0))
                        : OptionalInt.empty(),
                members());
    }

    /** Whether its subspace is a plane: that of a simplex of three endpoints. */
    public boolean spansPlane() {
        return subspace().corners() == CORNERS_OF_PLANES && members() == 1;
    }

    /**
     * The conditions that its runs are measured under, as far as options tell.
     *
     * @throws IllegalArgumentException if an evaluation names none that there is, with a message
     *     that says what there is
     */
    public Set<Condition> measured() {
        Set<Condition> conditions = new LinkedHashSet<>();
        for (Map<String, String> options : evaluate.values()) {
            conditions.addAll(
                    ConditionGrid.parse(
                                    options.getOrDefault("corruptions", "all"),
                                    options.getOrDefault("severities", "1-5"),
                                    options.containsKey("no-include-clean")
                                            ? CleanImages.EXCLUDED
                                            : CleanImages.INCLUDED)
                            .conditions());
        }
        return conditions;
    }

    private int members() {
        return number("members", 1);
    }

    private int number(String option, int otherwise) {
        String value = train.get(option);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " is no whole number: " + value + ".", e);
        }
    }
}
