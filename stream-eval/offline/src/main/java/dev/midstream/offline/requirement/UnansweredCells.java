package dev.midstream.offline.requirement;

import dev.midstream.images.corruption.Condition;
import dev.midstream.offline.result.ColumnResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Cells that a requirement covers and of which a model answered no image. */
final class UnansweredCells {
    private UnansweredCells() {}

    /**
     * The line that says that a requirement is missed because of them: a mean over the others could
     * keep a bound only because of what is left out. Empty without any, and for a mean over images,
     * which counts them.
     */
    static Optional<String> failure(Requirement requirement, ColumnResult result) {
        List<Condition> cells = result.unanswered(requirement.cell());
        if (cells.isEmpty() || (result.shown().isOneCondition() && requirement.cell().isMean())) {
            return Optional.empty();
        }
        return Optional.of(
                "Requirement failed: %s: %s answers no image of %s."
                        .formatted(
                                requirement.text(),
                                result.qualifiedName(),
                                cells.stream()
                                        .map(UnansweredCells::name)
                                        .collect(Collectors.joining(", "))));
    }

    private static String name(Condition condition) {
        return condition.isClean()
                ? CellChoice.CLEAN
                : condition.corruption() + "/" + condition.severity();
    }
}
