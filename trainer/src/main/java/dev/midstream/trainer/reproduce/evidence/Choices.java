package dev.midstream.trainer.reproduce.evidence;

import dev.midstream.trainer.reproduce.plan.Plan;
import dev.midstream.trainer.reproduce.plan.PlanRuns;
import dev.midstream.trainer.reproduce.plan.PlannedRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values that trials have chosen.
 *
 * @param evidence of finished runs, by name
 */
public record Choices(Plan plan, Map<String, RunEvidence> evidence) {
    /** The trials that a run has to wait for. */
    public List<String> missing(PlannedRun run) {
        if (run.tried().isPresent()) {
            return List.of();
        }
        return PlanRuns.trials(plan, run.method()).stream()
                .map(PlannedRun::id)
                .filter(id -> !evidence.containsKey(id))
                .toList();
    }

    /** The value of the choice of a run, if its method has one and it is made. */
    public Optional<String> of(PlannedRun run) {
        if (run.tried().isPresent()) {
            return run.tried();
        }
        if (run.method().choice().isEmpty() || !missing(run).isEmpty()) {
            return Optional.empty();
        }
        Optional<String> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        for (PlannedRun trial : PlanRuns.trials(plan, run.method())) {
            RunEvidence tried = evidence.get(trial.id());
            List<Double> losses = tried == null ? List.of() : tried.course().heldOutLoss();
            if (!losses.isEmpty() && losses.get(losses.size() - 1) < least) {
                least = losses.get(losses.size() - 1);
                best = trial.tried();
            }
        }
        return best;
    }
}
