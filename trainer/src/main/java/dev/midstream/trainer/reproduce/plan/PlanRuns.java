package dev.midstream.trainer.reproduce.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** All runs of a plan: seed by seed over all methods, so that every method has some early. */
public final class PlanRuns {
    private PlanRuns() {}

    /** The runs in the order in which they are made. */
    public static List<PlannedRun> of(Plan plan) {
        TreeSet<Long> seeds = new TreeSet<>();
        plan.methods().forEach(method -> seeds.addAll(method.seeds()));
        List<PlannedRun> runs = new ArrayList<>();
        for (long seed : seeds) {
            for (Method method : plan.methods()) {
                if (method.seeds().contains(seed)) {
                    if (seed == method.seeds().get(0)) {
                        runs.addAll(trials(plan, method));
                    }
                    for (double noise : method.noise()) {
                        runs.add(
                                new PlannedRun(
                                        plan.setup(), method, Optional.empty(), noise, seed));
                    }
                }
            }
        }
        return runs;
    }

    /** The runs that decide the choice of a method. */
    public static List<PlannedRun> trials(Plan plan, Method method) {
        return method.choice().map(Choice::values).orElse(List.of()).stream()
                .map(
                        value ->
                                new PlannedRun(
                                        plan.setup(),
                                        method,
                                        Optional.of(value),
                                        method.noise().get(0),
                                        method.seeds().get(0)))
                .toList();
    }
}
