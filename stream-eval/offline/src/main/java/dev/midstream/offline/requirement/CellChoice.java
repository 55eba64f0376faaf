package dev.midstream.offline.requirement;

import dev.midstream.images.corruption.Condition;
import java.util.List;
import java.util.function.Predicate;

/**
 * Some conditions, as a requirement names them.
 *
 * @param text {@code clean}, {@code mean} (all corrupted ones), a corruption (all its severities)
 *     or {@code CORRUPTION/SEVERITY}
 */
public record CellChoice(String text) implements Predicate<Condition> {
    static final String CLEAN = "clean";

    private static final String MEAN = "mean";

    /**
     * Reads a choice. Data sets may have corruptions of their own, so that any name is one.
     *
     * @throws IllegalArgumentException if it names no severity that there is
     */
    static CellChoice parse(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0 && !text.substring(slash + 1).matches("[1-5]")) {
            throw new IllegalArgumentException(
                    "Invalid severity: " + text.substring(slash + 1) + ". Use 1 to 5.");
        }
        return new CellChoice(text);
    }

    /** Whether it stands for all corrupted conditions together. */
    boolean isMean() {
        return text.equals(MEAN);
    }

    /** Whether any of the conditions is chosen. */
    boolean isAmong(List<Condition> conditions) {
        return conditions.stream().anyMatch(this);
    }

    @Override
    public boolean test(Condition condition) {
        if (condition.equals(Condition.CLEAN)) {
            return text.equals(CLEAN);
        }
        return isMean()
                || text.equals(condition.corruption())
                || text.equals(condition.corruption() + "/" + condition.severity());
    }
}
