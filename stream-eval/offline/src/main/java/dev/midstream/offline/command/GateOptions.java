package dev.midstream.offline.command;

import dev.midstream.images.plan.ImageOrder;
import dev.midstream.offline.early.EarlyQuestions;
import dev.midstream.offline.requirement.Requirement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make an evaluation a gate. */
final class GateOptions {
    @Option(
            names = "--require",
            paramLabel = "BOUND",
            description =
                    "Ends with exit code 3 unless a figure keeps a bound, for instance \"midpoint"
                        + " accuracy snow/3 >= 0.60\": [MODEL/]POINT, figure"
                        + " (${COMPLETION-CANDIDATES}), cell (clean, mean, CORRUPTION or"
                        + " CORRUPTION/SEVERITY), one of >= > <= <, number; or a comparison of two"
                        + " points, such as \"new/midpoint mean >= old/midpoint mean\", where"
                        + " accuracy need not be named. May be repeated (default: none).",
            completionCandidates = FigureNames.class)
    private List<String> requirements = new ArrayList<>();

    @Option(
            names = "--early",
            description =
                    "Score images and conditions in random order and end as soon as every"
                            + " requirement is decided: with 95 %% probability all as the whole"
                            + " evaluation would. Only for accuracy and top5; no figures are"
                            + " written (default: all are scored).")
    private boolean early;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description =
                    "Score at most N pairs of an image and a condition, and end with exit code 4 if"
                            + " --early has not decided by then (default: all).")
    private @Nullable Long budget;

    /** Whether the evaluation ends when the requirements are decided. */
    boolean early() {
        return early;
    }

    /** Most pairs of an image and a condition that are scored. */
    long budget() {
        return budget == null ? Long.MAX_VALUE : budget;
    }

    /**
     * Reads the requirements.
     *
     * @param coverages those at which selective accuracy is measured
     * @throws IllegalArgumentException if one is malformed, with a message for the user
     */
    List<Requirement> requirements(List<Double> coverages) {
        return requirements.stream().map(text -> Requirement.parse(text, coverages)).toList();
    }

    /**
     * Makes sure that the options fit each other.
     *
     * @throws IllegalArgumentException if not, with a message for the user
     */
    void check(List<Requirement> required, ImageOrder order) {
        if (!early) {
            if (budget != null) {
                throw new IllegalArgumentException(
                        "Cannot use --budget without --early. Add --early.");
            }
            return;
        }
        if (required.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot use --early without --require. Name what is to be decided.");
        }
        if (order != ImageOrder.SHUFFLED) {
            throw new IllegalArgumentException(
                    "Cannot use --early with --order listed: the images so far say something of the"
                            + " others only in random order.");
        }
        if (budget != null && budget < 1) {
            throw new IllegalArgumentException(
                    "Invalid budget: " + budget + ". Use a number of at least 1.");
        }
        required.forEach(EarlyQuestions::check);
    }
}
