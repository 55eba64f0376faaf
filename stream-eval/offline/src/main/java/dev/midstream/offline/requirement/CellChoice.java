package dev.midstream.offline.requirement;

import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.Corruptions;
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
     * Reads a choice.
     *
     * @throws IllegalArgumentException if it names no corruption or severity that there is
     */
    static CellChoice parse(String text) {
        if (!text.equals(CLEAN) && !text.equals(MEAN)) {
            int slash = text.indexOf('/');
            String corruption = slash < 0 ? text : text.substring(0, slash);
            Corruptions.known().named(corruption);
            if (slash >= 0 && !text.substring(slash + 1).matches("[1-5]")) {
                throw new IllegalArgumentException(
                        "Invalid severity: " + text.substring(slash + 1) + ". Use 1 to 5.");
            }
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
