package dev.midstream.images.corruption;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The conditions that every image of a run is shown under: clean images or not, and each of some
 * corruptions at each of some severities.
 *
 * @param conditions without repetition, clean first, then by corruption and severity; not empty
 */
public record ConditionGrid(List<Condition> conditions) {

    /** Whether the clean image is one of the conditions. */
    public enum CleanImages {
        INCLUDED,
        EXCLUDED
    }

    public ConditionGrid {
        conditions = List.copyOf(conditions);
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot make a run of no conditions. Name a corruption or include clean"
                            + " images.");
        }
    }

    /** Reads the option values like the other method, of the known corruptions. */
    public static ConditionGrid parse(
            String corruptions, String severities, CleanImages cleanImages) {
        return parse(Corruptions.known(), corruptions, severities, cleanImages);
    }

    /**
     * Reads the values of the command line options of the same names.
     *
     * @param known the corruptions that may be named
     * @param corruptions {@code none}, or words that {@link Corruptions#group} knows, separated by
     *     commas
     * @param severities numbers and ranges separated by commas: {@code 1-5}, {@code 1,3,5}
     * @throws IllegalArgumentException with a message for the user
     */
    public static ConditionGrid parse(
            Corruptions known, String corruptions, String severities, CleanImages cleanImages) {
        List<Integer> levels = severities(severities);
        List<Condition> conditions = new ArrayList<>();
        if (cleanImages == CleanImages.INCLUDED) {
            conditions.add(Condition.CLEAN);
        }
        for (Corruption corruption : chosen(known, corruptions)) {
            for (int level : levels) {
                conditions.add(new Condition(corruption.name(), level));
            }
        }
        return new ConditionGrid(conditions);
    }

    private static List<Corruption> chosen(Corruptions known, String text) {
        if (text.equals("none")) {
            return List.of();
        }
        return commaSeparated(text).stream()
                .flatMap(word -> known.group(word).stream())
                .distinct()
                .toList();
    }

    static List<Integer> severities(String text) {
        TreeSet<Integer> severities = new TreeSet<>();
        for (String part : commaSeparated(text)) {
            int dash = part.indexOf('-');
            int first = severity(dash < 0 ? part : part.substring(0, dash), text);
            int last = severity(dash < 0 ? part : part.substring(dash + 1), text);
            if (first > last) {
                throw invalidSeverities(text);
            }
            for (int severity = first; severity <= last; severity++) {
                severities.add(severity);
            }
        }
        return List.copyOf(severities);
    }

    private static int severity(String number, String text) {
        if (number.length() != 1 || number.charAt(0) < '1' || number.charAt(0) > '5') {
            throw invalidSeverities(text);
        }
        return number.charAt(0) - '0';
    }

    private static IllegalArgumentException invalidSeverities(String text) {
        return new IllegalArgumentException(
                "Invalid severities: " + text + ". Use numbers from 1 to 5 such as 1-5 or 1,3,5.");
    }

    static List<String> commaSeparated(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', start)) {
            parts.add(text.substring(start, comma).strip());
            start = comma + 1;
        }
        parts.add(text.substring(start).strip());
        return parts;
    }
}
